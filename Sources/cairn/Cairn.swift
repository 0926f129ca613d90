import Hummingbird

@main struct Cairn { static func main() {} }
