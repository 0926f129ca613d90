// SPDX-License-Identifier: MIT

extension WordFrequencies {
    /// The commoner half of the English table; see ``WordFrequencies/english``.
    static let englishFirst = """
        1000: the 999: and to 993: of 992: a 986: in 981: for 971: on 947: is 939: that 935: with 907: this
        894: from 892: it 885: are 861: be 858: as 850: can 843: an 838: more 837: use 835: have 832: by 828:
        or 824: at 794: you 788: we 787: how 784: about 768: their 755: work 731: govern 725: make 723: our
        717: help 711: will 709: what 702: also 686: all 683: they 680: your 679: not 667: one 664: need
        other 663: but 651: new 646: servic 641: time 640: out 638: do 634: if 630: like 628: has 614: inform
        613: develop was 610: agenc 601: so 600: these when 597: public way 591: were 582: user 581: get 578:
        peopl 564: there 563: feder team up which 559: creat 555: includ 553: into 550: provid some 540: who
        532: us 530: them 527: first 525: learn 521: open 510: design 501: experi 500: share 495: mani 494:
        through 484: improv most 482: build 476: process 475: find 473: than 471: want 466: start 465: well
        464: look 463: take 460: manag see 459: product 458: digit 455: data 453: just 449: tool 443: project
        442: gov where 431: exampl 427: better onli 424: each import 418: ani 416: been 414: part program
        413: over 411: post 409: access 406: chang 403: differ while year 396: would 395: websit 392: s 390:
        now 387: those 386: organ 385: even 384: offic 383: best focus may 382: know 381: practic 379:
        question 378: go 376: could 373: across understand 369: two 368: should 365: come 362: requir 361:
        support 359: technolog u 358: own 357: allow 356: communiti here 355: i 354: base 352: thing 349:
        continu 346: great 345: resourc 344: content set 343: becaus 341: research 340: specif 338: day 335:
        both had no think 333: good sourc 332: issu 331: meet 330: system 326: ask code 324: avail 321: dont
        such 319: after 318: test 317: goal 316: 18f follow 315: then 314: idea plan site 312: few web 310:
        abl 308: challeng general give 306: call interest 305: everi next person 304: befor much 302: made
        page 298: approach possibl 296: depart gsa respons right 295: end week 294: talk 293: mean 292:
        around number 291: communic whi 290: problem 289: collabor 288: weve 287: blog 286: easi month
        success 284: futur 283: within 281: addit 279: direct effort keep read 278: updat 277: current point
        276: opportun 275: feedback sinc 274: custom recent state 273: result same 272: often 269: center
        offer togeth 267: dure group quick 266: applic publish 265: feder_govern initi veri 264: serv 263:
        email 262: effect 261: tri 260: document identifi last 259: might 258: administr featur 257: ensur
        increas relat 254: nation 253: key small 252: standard 250: case engag lot solut step 249: anoth
        mobil platform 248: polici 247: benefit between 246: exist impact 245: doe implement launch list 244:
        place sure 242: check clear 241: deliv particip report still 240: complet partner softwar 239: innov
        lead level 238: interact show 237: busi let onlin 236: high long social 234: strategi 232: intern
        move valu without 229: back someth 227: secur 226: discuss 225: alreadi app 224: releas 223: consid
        put 222: reach 220: live open_sourc 219: easier note term three 217: becom member 216: receiv world
        215: collect 213: down join 212: expect 211: topic 210: bring done 209: real 208: run 207: common
        review 206: guid via 205: decis potenti 204: activ technic type 203: found onc 202: sever 201: my
        200: alway everyon 199: hope 198: did form involv 197: ad function 196: connect 195: account address
        feel mission 194: say 193: answer appli feder_agenc order present realli write 191: search whether
        190: event 189: cost languag 188: area detail request 187: howev individu 186: oper 185: digit_servic
        media task 183: perform 182: earli free human too 181: contribut 180: off 179: built larg 178: begin
        origin 177: actual explor must 176: easili employe encourag link method 175: face forward integr
        multipl view 174: past 173: action simpl staff 170: especi happen 169: final github 168: iter version
        167: big 166: hard instead limit space today 165: add decid full host 164: maintain 163: audienc
        devic health similar solv 162: agil doesnt train 161: me top 160: along analyt conduct less role
        under 159: theyr wide 158: particular 157: american modern pleas second thought trend 156: critic
        govern_agenc grow 155: suggest video 154: api citizen close enough expert posit tell track
        user_experi word 153: convers entir 152: complex digitalgov hand skill visit 150: contact hous mind
        reason reduc 149: said sign 148: job major outsid short someon 147: best_practic excit stori 146:
        friend privat rather transform 145: act environ section structur turn usabl 144: enabl social_media
        143: adopt 142: abil insight recommend 141: effici model power qualiti risk 140: defin further purpos
        thank 139: author generat knowledg name 138: compani foundat matter 137: everyth line protect 136:
        didnt refer toward transpar 135: consist kind market previous sometim 134: cant navig option regular
        133: commit establish googl isnt produc singl stakehold throughout 132: measur 131: far industri save
        130: uniqu various 129: certain 128: describ determin highlight play sector studi visual 127: fit
        littl 126: date evalu trust 125: articl below colleagu deliveri engin explain field stay though 124:
        anyon control five hear record twitter 123: guidanc progress respond session text 122: file 121: four
        locat non usa 120: comment educ ever hour interview readi seri spend 119: assist format got never
        servic_administr 118: among drive execut his main piec reflect scale unit 117: local million news
        116: consum depend fact life realiz repres sens signific 115: blog_post contract offici promot
        prototyp 114: countri general_servic messag natur prepar 113: analysi cours difficult network send
        submit usa_gov vendor watch youll 112: achiev care choos given relev 111: front govern_servic pull
        110: channel profession 109: advanc concept cross download introduc phone principl prioriti seem took
        varieti 108: demonstr gsa_gov interfac later latest tip univers youv 107: accord basic cultur overal
        rang schedul select 106: amount came combin context core expand expertis incorpor map wed 105: home
        leverag near size 104: divers leav repositori tradit 103: adapt announc cover 102: autom gather im
        institut least metric minut yet 101: invest until 100: love procur strong tech written 99: abov align
        arent behind beyond break comput essenti he lesson themselv usual 98: believ inspir 97: away buy
        compon dedic internet seen 96: budget deploy fix infrastructur itself recogn third valuabl 95: awar
        chief 94: concern evolv gain led path phase priorit 93: ago assess e either etc flexibl fulli owner
        92: again background bit board enhanc known necessari outcom she 91: frequent white 90: almost
        director discov facilit immedi low target whole 89: daili popular propos scienc special survey
        templat 88: avoid cloud money style subject 87: capabl com contain creativ els her imag partnership
        senior total ultim 86: aspect emerg law listen materi mobil_app separ shift 85: aim edit relationship
        84: associ choic coordin familiar fellow invit ive miss origin_publish privat_sector reli 83:
        acquisit began compar figur folk head larger longer probabl rule user_research welcom 82: accept
        optim 81: center_design definit distribut exact open_data screen visitor wait 80: accomplish
        leadership rate remov simpli soon speak speed went 79: analyz attent click ongo perspect typic 78:
        across_govern brand draft faster greater heard journey leader notic plain prevent softwar_develop
        stage team_member unit_state user_center valid 77: broad famili framework handl mention pilot privaci
        regist seek 76: empow excel hire remain situat techniqu yourself 75: affect canada codebas confid
        deal display extern govern_websit guidelin old prefer push showcas side six traffic 74: factor
        librari per rememb talent vision 73: appropri behavior bureau central primari stop tackl white_hous
        72: approv chanc consult global input monitor object pay spent 71: advantag advic against chat
        descript higher hold opinion public_code rest theme upon webinar 70: architectur basi co competit
        complianc energi facebook financi intend period shape smaller usabl_test workshop 69: although award
        barrier driven element employ fund happi huge hundr legal mobil_devic quit voic 68: brief cds
        creation domain fill goe histori indic return room servant status store wont 67: am anyth automat
        better_understand citi due fast finish insid item knew parti re scope streamlin touch true web_design
        66: client dashboard rapid student 65: ahead capac experienc methodolog observ outlin stand strateg
        vari wasnt 64: databas demand eye product_manag saw spread sprint tabl taken 63: affair confus copi
        correct meaning pattern pdf perfect reader self 62: caus custom_experi fall growth imagin lack met
        public_servic real_time respect wrote 61: agre becam captur commiss cut dataset discoveri gave meant
        60: attend brought enter manual plain_languag refin virtual wonder 59: box categori feder_employe
        forc introduct long_term moment realiti sort sound sustain worth youtub 58: amaz c canadian centuri
        comfort contractor criteria https illustr m march purchas recruit regul reus server transit ux 57:
        career desir eric frustrat mark pass rais school septemb smartphon specialist tag veteran 56:
        administr_gsa america attende confer constant coupl divis everi_day first_time gap instanc intent
        june labor last_year lesson_learn match organiz paper presid presidenti replac safe thousand usag
        via_email year_ago 55: age appear browser case_studi earlier human_center id minim redesign sampl
        sourc_code travel yes 54: consider light mani_peopl nasa pictur tweet win 53: adjust agreement alert
        alon ask_question assumpt embrac english fair inclus look_forward lower otherwis smart suit surpris
        told volunt 52: aid american_peopl bug card comprehens crowdsourc dynam express extens lab left mayb
        motiv next_step perhap photo print proper properti pull_request remot statist tablet url workflow 51:
        18f_team analyt_program averag balanc biggest contributor digit_analyt digit_govern dollar error fun
        ground innov_fellow legaci newslett pick pre presidenti_innov statement submiss theyv upcom util walk
        50: 21st altern anywher decemb end_user game jump move_forward simplifi tts 49: advoc bad d draw drop
        food g held ideal incred jan land minimum multi ourselv predict regardless roll youd 48: 21st_centuri
        acceler assum demo disabl dozen dr econom extra fail formal foster ident januari modular noth octob
        pain passion reliabl round small_busi 47: broader half percent public_servant satisfact visibl 46:
        april beta block button column commerci configur custom_servic desktop editor environment favorit
        independ instal investig physic pretti product_owner regard summer tuesday werent www 45: archiv
        attempt attract authent campaign civic compet crucial e_g eventu felt fundament govern_wide havent
        http human_servic juli load numer program_manag prove remind repeat roadmap scenario sent teach
        therefor translat tune vital worker 44: couldnt de even_though examin taxpay 43: android annual
        branch cannot carri clarifi deeper ecosystem februari grant influenc instruct nation_institut novemb
        park project_manag proud safeti seven slow sourc_softwar titl transform_servic truli 42: accur
        acknowledg backlog charg class communiti_call conclus content_manag default endors expens former hit
        improv_govern mainten modifi omb overview overwhelm popul press public_sector queri robust sit static
        subject_matter technolog_transform viabl 41: agenc_partner alongsid celebr civil count cycl data_gov
        equip flow manag_system mix scientist switch two_year 40: analyst appreci audit color complic confirm
        deadlin enterpris estim extend fewer herman high_level histor intellig machin maker mitig occur
        outreach pair promis servic_deliveri shown speaker stack summari surfac tend washington web_page
        wrong 39: assign burden centric chart clariti cloud_gov constraint deep defens dive encount entri
        equal exercis hack heart html increment medium migrat nativ orient prize ship slack sourc_project
        spot whatev workforc wouldnt 38: answer_question cio enforc frame govern_digit late pleas_contact
        scan stress tax 37: agil_develop asset august candid closer compliant condit decad depth develop_team
        electron enjoy exchang forum fulfil gov_team hhs io lean log necessarili negat obvious onboard
        ownership paid partner_agenc script shouldnt stream strengthen summit timelin toolkit treasuri vulner
        william 36: ainali book canadian_digit chose clean craft despit eas elimin first_step galleri incom
        jan_ainali licens mail matur modul open_govern playbook plus profil public_face readabl revis silo
        technologist wish 35: anticip colleg council except parent pool presenc prior reveal solicit teammat
        vs 34: air appl continu_improv cool decreas digit_gov digitalgov_univers eric_herman filter interpret
        javascript kept maxim mobil_product myself portal product_team region repo resolv sensit tap tie
        transact transport user_feedback user_friend veteran_affair volum 33: american_public anytim assembl
        bodi brows catalog citizen_servic corner dap develop_process dig digit_product dont_know door edg
        everi_week evid extrem failur govern_data ill impli intellectu lose matter_expert mistak normal
        packag pain_point panel peer practition quarter reusabl revenu rich satisfi search_engin shop
        start_point strategist struggl third_parti trade two_week web_content web_servic worri 32: acquir
        content_strategi duplic earn elect feed graphic harder highest immigr inform_offic poor price prompt
        protect_agenc reward rough share_inform slide tailor technolog_polici vehicl 31: agricultur arriv
        attende_jan b census chief_inform code_communiti design_system dont_want eight elig emphas
        environment_protect feel_free fine forth govern_employe high_qualiti last_week mandat mani_differ
        manner mechan medic metadata net nice notif personnel recap servic_tts slight solid startup ten
        transfer usda water wed_love weve_learn writer 30: 18f_gsa ani_feder bar better_serv brantley cms
        coach content_design contract_offic cross_function design_research distinct firm forget govern_inform
        healthcar intellectu_properti justic kb kick logic lost mileston past_year patient podcast procedur
        product_develop project_team q ran rank rise routin societi spreadsheet strive take_advantag theyll
        treat understood versus vote whenev young 29: advis applic_program art billion bottom brainstorm
        challeng_gov convey data_set deputi diseas dr_william fear feder_data feder_websit friday front_end
        github_repositori grown healthi honor kid label landscap layout mani_agenc obtain permiss phrase
        portion program_dap real_world red replic score section_508 sponsor star stay_tune subscrib succeed
        suppli thus tremend uncov viabl_product whose 28: anim baselin catch children command digit_experi
        directori entiti explicit extract fresh heavi hous_offic hub index json largest marketplac monday org
        program_interfac registr seamless serious spoke theyd trademark 27: agenda aggreg awesom bigger
        calendar checklist chosen congress conveni demograph design_standard devop entrepreneur everywher
        financ geograph gone homepag inform_technolog interior intuit layer merg micro mindset mobil_friend
        moder none obama p paperwork patent persona prize_competit provid_inform root scratch season
        servic_cds simpler spanish straightforward strength stronger transform_govern tweak verifi window 26:
        ainali_eric alpha app_galleri assur beauti build_trust calcul committe compel compil consolid
        construct corpor curious data_sourc dc delay design_develop detect disclaim doubl economi
        email_address epa everyday grew him imposs impress innov_technolog laptop linkedin minimum_viabl
        mobil_first morn nine notifi output percentag percept profit pursu put_togeth rare real_user
        regulatori retain scalabl search_result servic_provid share_servic steward target_audienc tone
        user_interfac vast visual_design workplac 25: advertis allow_user analyt_usa aris bank bid
        billbrantley billbrantley_com charact cite compli corp covid creator custom_satisfact empathi
        everi_time expos function_team github_issu great_exampl guest habit infograph iphon judg microsoft
        nih outdat precis primarili public_avail quot refresh restrict servic_design stewardship
        trademark_offic unless weather web_analyt 24: absolut academi advisor agenc_websit algorithm
        ani_devic behalf convert cost_effect data_collect david degre difficulti disast disciplin distract
        fashion feder_digit fedramp fork fortun general_public gov_app govern_api govern_app illustr_purpos
        impli_endors incent inquiri inventori legaci_system length listserv local_govern mental middl
        mobil_user narrat narrow newli overcom pace proof proven reaction registri scientif segment six_month
        solv_problem staf stuff tester thrill v wall wider winner 23: 18f_blog ani_question autom_test bridg
        bring_togeth broken child citizenship complement contrast covid_19 cross_agenc custom_feedback
        design_principl doesnt_mean dramat editori embed emot exceed feder_acquisit federalist five_year
        foreign greatest handbook header inform_architectur inform_decis keyword letter login long_time minor
        mobil_applic mobilegov pipelin pivot proactiv resid road ryan sarah signal social_secur span
        start_small style_guid tactic thorough train_administr uk unfortun user_stori user_test uspto va
        """
}
