// SPDX-License-Identifier: MIT

/// The named characters of HTML that prose, prices and names use: name, then code point in hexadecimal.
///
/// **Source**: the HTML standard, section 13.5, without the arrows and operators of mathematics that no text uses.
enum HTMLEntityTable {
    /// Names that also count without their semicolon.
    static let withoutSemicolon: Set<String> = Set(
        """
        AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute
        Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc
        Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent
        copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl
        igrave iquest iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash
        otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc
        ugrave uml uuml yacute yen yuml
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Every name with its character.
    static let characters: [String: Unicode.Scalar] = {
        let words = table.split(whereSeparator: \.isWhitespace)
        var all: [String: Unicode.Scalar] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let value = UInt32(words[index + 1], radix: 16) else { continue }
            all[String(words[index])] = Unicode.Scalar(value)
        }
        return all
    }()

    private static let table = """
        AElig c6 AMP 26 Aacute c1 Abreve 102 Acirc c2 Acy 410 Agrave c0 Alpha 391 Amacr 100 Aogon 104
        ApplyFunction 2061 Aring c5 Atilde c3 Auml c4 Backslash 2216 Bcy 411 Bernoullis 212c Beta 392
        Breve 2d8 Bscr 212c CHcy 427 COPY a9 Cacute 106 CapitalDifferentialD 2145 Cayleys 212d Ccaron 10c
        Ccedil c7 Ccirc 108 Cdot 10a Cedilla b8 CenterDot b7 Cfr 212d Chi 3a7 CloseCurlyDoubleQuote 201d
        CloseCurlyQuote 2019 Copf 2102 DD 2145 DJcy 402 DScy 405 DZcy 40f Dagger 2021 Dcaron 10e Dcy 414
        Delta 394 DiacriticalAcute b4 DiacriticalDot 2d9 DiacriticalDoubleAcute 2dd DiacriticalGrave 60
        DiacriticalTilde 2dc DifferentialD 2146 Dot a8 DotDot 20dc DoubleDot a8 DoubleLeftRightArrow 21d4
        DoubleLongLeftArrow 27f8 DoubleLongLeftRightArrow 27fa DoubleLongRightArrow 27f9
        DoubleRightArrow 21d2 DoubleVerticalBar 2225 DownArrow 2193 DownBreve 311 Dstrok 110 ENG 14a ETH d0
        Eacute c9 Ecaron 11a Ecirc ca Ecy 42d Edot 116 Egrave c8 Emacr 112 EmptySmallSquare 25fb
        EmptyVerySmallSquare 25ab Eogon 118 Epsilon 395 Escr 2130 Eta 397 Euml cb ExponentialE 2147 Fcy 424
        FilledSmallSquare 25fc FilledVerySmallSquare 25aa Fouriertrf 2131 Fscr 2131 GJcy 403 GT 3e Gamma 393
        Gammad 3dc Gbreve 11e Gcedil 122 Gcirc 11c Gcy 413 Gdot 120 GreaterEqual 2265 GreaterSlantEqual 2a7e
        HARDcy 42a Hacek 2c7 Hat 5e Hcirc 124 Hfr 210c HilbertSpace 210b Hopf 210d HorizontalLine 2500
        Hscr 210b Hstrok 126 IEcy 415 IJlig 132 IOcy 401 Iacute cd Icirc ce Icy 418 Idot 130 Ifr 2111
        Igrave cc Im 2111 Imacr 12a ImaginaryI 2148 Implies 21d2 InvisibleComma 2063 InvisibleTimes 2062
        Iogon 12e Iota 399 Iscr 2110 Itilde 128 Iukcy 406 Iuml cf Jcirc 134 Jcy 419 Jsercy 408 Jukcy 404
        KHcy 425 KJcy 40c Kappa 39a Kcedil 136 Kcy 41a LJcy 409 LT 3c Lacute 139 Lambda 39b Lang 27ea
        Laplacetrf 2112 Lcaron 13d Lcedil 13b Lcy 41b LeftAngleBracket 27e8 LeftArrow 2190
        LeftDoubleBracket 27e6 LeftRightArrow 2194 Leftrightarrow 21d4 LessSlantEqual 2a7d Lmidot 13f
        LongLeftArrow 27f5 LongLeftRightArrow 27f7 LongRightArrow 27f6 Longleftarrow 27f8
        Longleftrightarrow 27fa Longrightarrow 27f9 Lscr 2112 Lstrok 141 Mcy 41c MediumSpace 205f
        Mellintrf 2133 Mscr 2133 Mu 39c NJcy 40a Nacute 143 Ncaron 147 Ncedil 145 Ncy 41d
        NegativeMediumSpace 200b NegativeThickSpace 200b NegativeThinSpace 200b NegativeVeryThinSpace 200b
        NewLine a NoBreak 2060 NonBreakingSpace a0 Nopf 2115 NotEqual 2260 Ntilde d1 Nu 39d OElig 152
        Oacute d3 Ocirc d4 Ocy 41e Odblac 150 Ograve d2 Omacr 14c Omega 3a9 Omicron 39f
        OpenCurlyDoubleQuote 201c OpenCurlyQuote 2018 Oslash d8 Otilde d5 Ouml d6 OverBar 203e Pcy 41f
        Phi 3a6 Pi 3a0 PlusMinus b1 Poincareplane 210c Popf 2119 Prime 2033 Psi 3a8 QUOT 22 Qopf 211a REG ae
        Racute 154 Rang 27eb Rcaron 158 Rcedil 156 Rcy 420 Re 211c Rfr 211c Rho 3a1 RightAngleBracket 27e9
        RightArrow 2192 RightDoubleBracket 27e7 Rightarrow 21d2 Ropf 211d Rscr 211b SHCHcy 429 SHcy 428
        SOFTcy 42c Sacute 15a Scaron 160 Scedil 15e Scirc 15c Scy 421 ShortDownArrow 2193
        ShortLeftArrow 2190 ShortRightArrow 2192 ShortUpArrow 2191 Sigma 3a3 Sqrt 221a Square 25a1 THORN de
        TRADE 2122 TSHcy 40b TScy 426 Tab 9 Tau 3a4 Tcaron 164 Tcedil 162 Tcy 422 Theta 398 ThinSpace 2009
        TildeTilde 2248 TripleDot 20db Tstrok 166 Uacute da Ubrcy 40e Ubreve 16c Ucirc db Ucy 423 Udblac 170
        Ugrave d9 Umacr 16a UnderBar 5f Uogon 172 UpArrow 2191 Upsi 3d2 Upsilon 3a5 Uring 16e Utilde 168
        Uuml dc Vcy 412 Verbar 2016 Vert 2016 VerticalBar 2223 VerticalLine 7c VerticalSeparator 2758
        VeryThinSpace 200a Wcirc 174 Xi 39e YAcy 42f YIcy 407 YUcy 42e Yacute dd Ycirc 176 Ycy 42b Yuml 178
        ZHcy 416 Zacute 179 Zcaron 17d Zcy 417 Zdot 17b ZeroWidthSpace 200b Zeta 396 Zfr 2128 Zopf 2124
        aacute e1 abreve 103 acirc e2 acute b4 acy 430 aelig e6 af 2061 agrave e0 alefsym 2135 aleph 2135
        alpha 3b1 amacr 101 amp 26 and 2227 ang 2220 angst c5 aogon 105 ap 2248 apos 27 approx 2248 aring e5
        ast 2a asymp 2248 atilde e3 auml e4 backepsilon 3f6 backprime 2035 bcy 431 bdquo 201e bepsi 3f6
        bernou 212c beta 3b2 beth 2136 bigcirc 25ef bigstar 2605 bigtriangledown 25bd bigtriangleup 25b3
        blacksquare 25aa blacktriangle 25b4 blacktriangledown 25be blacktriangleleft 25c2
        blacktriangleright 25b8 blk12 2592 blk14 2591 blk34 2593 block 2588 boxDL 2557 boxDR 2554 boxDl 2556
        boxDr 2553 boxH 2550 boxHD 2566 boxHU 2569 boxHd 2564 boxHu 2567 boxUL 255d boxUR 255a boxUl 255c
        boxUr 2559 boxV 2551 boxVH 256c boxVL 2563 boxVR 2560 boxVh 256b boxVl 2562 boxVr 255f boxdL 2555
        boxdR 2552 boxdl 2510 boxdr 250c boxh 2500 boxhD 2565 boxhU 2568 boxhd 252c boxhu 2534 boxuL 255b
        boxuR 2558 boxul 2518 boxur 2514 boxv 2502 boxvH 256a boxvL 2561 boxvR 255e boxvh 253c boxvl 2524
        boxvr 251c bprime 2035 breve 2d8 brvbar a6 bsemi 204f bsol 5c bsolhsub 27c8 bull 2022 bullet 2022
        cacute 107 cap 2229 caret 2041 caron 2c7 ccaron 10d ccedil e7 ccirc 109 cdot 10b cedil b8 cent a2
        centerdot b7 chcy 447 check 2713 checkmark 2713 chi 3c7 cir 25cb circ 2c6 circledR ae clubs 2663
        clubsuit 2663 colon 3a comma 2c commat 40 complexes 2102 cong 2245 copy a9 copysr 2117 crarr 21b5
        cross 2717 cup 222a curren a4 dArr 21d3 dagger 2020 daleth 2138 darr 2193 dash 2010 dblac 2dd
        dcaron 10f dcy 434 dd 2146 ddagger 2021 deg b0 delta 3b4 diamondsuit 2666 diams 2666 die a8
        digamma 3dd div f7 divide f7 djcy 452 dollar 24 dot 2d9 downarrow 2193 dscy 455 dstrok 111 dtri 25bf
        dtrif 25be dzcy 45f dzigrarr 27ff eacute e9 ecaron 11b ecirc ea ecy 44d edot 117 ee 2147 egrave e8
        ell 2113 emacr 113 empty 2205 emsp 2003 emsp13 2004 emsp14 2005 eng 14b ensp 2002 eogon 119 epsi 3b5
        epsilon 3b5 epsiv 3f5 equals 3d equiv 2261 escr 212f eta 3b7 eth f0 euml eb euro 20ac excl 21
        exist 2203 expectation 2130 exponentiale 2147 fcy 444 female 2640 ffilig fb03 fflig fb00 ffllig fb04
        filig fb01 flat 266d fllig fb02 fltns 25b1 fnof 192 forall 2200 frac12 bd frac13 2153 frac14 bc
        frac15 2155 frac16 2159 frac18 215b frac23 2154 frac25 2156 frac34 be frac35 2157 frac38 215c
        frac45 2158 frac56 215a frac58 215d frac78 215e frasl 2044 gacute 1f5 gamma 3b3 gammad 3dd
        gbreve 11f gcirc 11d gcy 433 gdot 121 ge 2265 geq 2265 geqslant 2a7e ges 2a7e gimel 2137 gjcy 453
        grave 60 gscr 210a gt 3e hArr 21d4 hairsp 200a half bd hamilt 210b hardcy 44a harr 2194 hbar 210f
        hcirc 125 hearts 2665 heartsuit 2665 hellip 2026 horbar 2015 hslash 210f hstrok 127 hybull 2043
        hyphen 2010 iacute ed ic 2063 icirc ee icy 438 iecy 435 iexcl a1 iff 21d4 igrave ec ii 2148
        iiota 2129 ijlig 133 imacr 12b image 2111 imagline 2110 imagpart 2111 imath 131 imped 1b5
        incare 2105 infin 221e inodot 131 int 222b integers 2124 iocy 451 iogon 12f iota 3b9 iquest bf
        isin 2208 it 2062 itilde 129 iukcy 456 iuml ef jcirc 135 jcy 439 jmath 237 jsercy 458 jukcy 454
        kappa 3ba kappav 3f0 kcedil 137 kcy 43a kgreen 138 khcy 445 kjcy 45c lArr 21d0 lacute 13a
        lagran 2112 lambda 3bb lang 27e8 langle 27e8 laquo ab larr 2190 lbbrk 2772 lbrace 7b lbrack 5b
        lcaron 13e lcedil 13c lceil 2308 lcub 7b lcy 43b ldquo 201c ldquor 201e le 2264 leftarrow 2190
        leftrightarrow 2194 leq 2264 leqslant 2a7d les 2a7d lfloor 230a lhblk 2584 ljcy 459 lltri 25fa
        lmidot 140 loang 27ec lobrk 27e6 longleftarrow 27f5 longleftrightarrow 27f7 longmapsto 27fc
        longrightarrow 27f6 lowast 2217 lowbar 5f loz 25ca lozenge 25ca lpar 28 lrm 200e lsaquo 2039 lsqb 5b
        lsquo 2018 lsquor 201a lstrok 142 lt 3c ltri 25c3 ltrif 25c2 macr af male 2642 malt 2720
        maltese 2720 marker 25ae mcy 43c mdash 2014 mho 2127 micro b5 mid 2223 midast 2a middot b7
        minus 2212 mldr 2026 mu 3bc nabla 2207 nacute 144 napos 149 natur 266e natural 266e naturals 2115
        nbsp a0 ncaron 148 ncedil 146 ncy 43d ndash 2013 ne 2260 ni 220b njcy 45a nldr 2025 not ac
        notin 2209 nsub 2284 ntilde f1 nu 3bd num 23 numero 2116 numsp 2007 oacute f3 ocirc f4 ocy 43e
        odblac 151 oelig 153 ogon 2db ograve f2 ohm 3a9 oline 203e omacr 14d omega 3c9 omicron 3bf
        oplus 2295 or 2228 order 2134 orderof 2134 ordf aa ordm ba oscr 2134 oslash f8 otilde f5 otimes 2297
        ouml f6 par 2225 para b6 parallel 2225 part 2202 pcy 43f percnt 25 period 2e permil 2030 perp 22a5
        pertenk 2031 phi 3c6 phiv 3d5 phmmat 2133 phone 260e pi 3c0 piv 3d6 planck 210f planckh 210e
        plankv 210f plus 2b plusmn b1 pm b1 pound a3 prime 2032 primes 2119 prod 220f prop 221d psi 3c8
        puncsp 2008 qprime 2057 quaternions 210d quest 3f quot 22 rArr 21d2 racute 155 radic 221a rang 27e9
        rangle 27e9 raquo bb rarr 2192 rationals 211a rbbrk 2773 rbrace 7d rbrack 5d rcaron 159 rcedil 157
        rceil 2309 rcub 7d rcy 440 rdquo 201d rdquor 201d real 211c realine 211b realpart 211c reals 211d
        rect 25ad reg ae rfloor 230b rho 3c1 rhov 3f1 rightarrow 2192 ring 2da rlm 200f roang 27ed
        robrk 27e7 rpar 29 rsaquo 203a rsqb 5d rsquo 2019 rsquor 2019 rtri 25b9 rtrif 25b8 rx 211e
        sacute 15b sbquo 201a scaron 161 scedil 15f scirc 15d scy 441 sdot 22c5 sect a7 semi 3b
        setminus 2216 setmn 2216 sext 2736 sharp 266f shchcy 449 shcy 448 shortmid 2223 shortparallel 2225
        shy ad sigma 3c3 sigmaf 3c2 sigmav 3c2 sim 223c slarr 2190 smallsetminus 2216 smid 2223 softcy 44c
        sol 2f spades 2660 spadesuit 2660 spar 2225 squ 25a1 square 25a1 squarf 25aa squf 25aa srarr 2192
        ssetmn 2216 star 2606 starf 2605 straightepsilon 3f5 straightphi 3d5 strns af sub 2282 sube 2286
        sum 2211 sung 266a sup 2283 sup1 b9 sup2 b2 sup3 b3 supe 2287 suphsol 27c9 szlig df tau 3c4
        tcaron 165 tcedil 163 tcy 442 tdot 20db there4 2234 theta 3b8 thetasym 3d1 thetav 3d1
        thickapprox 2248 thinsp 2009 thkap 2248 thorn fe tilde 2dc times d7 tprime 2034 trade 2122
        triangle 25b5 triangledown 25bf triangleleft 25c3 triangleright 25b9 tridot 25ec tscy 446 tshcy 45b
        tstrok 167 uArr 21d1 uacute fa uarr 2191 ubrcy 45e ubreve 16d ucirc fb ucy 443 udblac 171 ugrave f9
        uhblk 2580 ultri 25f8 umacr 16b uml a8 uogon 173 uparrow 2191 upsi 3c5 upsih 3d2 upsilon 3c5
        uring 16f urtri 25f9 utilde 169 utri 25b5 utrif 25b4 uuml fc varepsilon 3f5 varkappa 3f0 varphi 3d5
        varpi 3d6 varrho 3f1 varsigma 3c2 vartheta 3d1 vcy 432 verbar 7c vert 7c wcirc 175 weierp 2118
        wp 2118 xcirc 25ef xdtri 25bd xhArr 27fa xharr 27f7 xi 3be xlArr 27f8 xlarr 27f5 xmap 27fc
        xrArr 27f9 xrarr 27f6 xutri 25b3 yacute fd yacy 44f ycirc 177 ycy 44b yen a5 yicy 457 yucy 44e
        yuml ff zacute 17a zcaron 17e zcy 437 zdot 17c zeetrf 2128 zeta 3b6 zhcy 436 zwj 200d zwnj 200c
        """
}
