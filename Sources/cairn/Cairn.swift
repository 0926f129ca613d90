import Hummingbird
@main struct Cairn { static func main() { for f in Starter.files { print(f.path, f.text.utf8.count) } } }
