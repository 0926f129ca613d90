// SPDX-License-Identifier: MIT

extension WordFrequencies {
    /// The rarer half of the English table; see ``WordFrequencies/english``.
    static let englishSecond = """
        web_applic whom york 22: agenc_mission appeal certif conflict consequ deepli deliver elena feasibl
        gaug go_back govern_site guess http_www hurdl let_talk master older onto oppos pitch presid_obama
        pressur qualit retrospect scene servic_team specifi three_year wide_rang 21: accommod anonym appoint
        audio benefici bill boundari cdc census_bureau champion civil_servant compat concret creat_content
        crowd cultiv cybersecur data_analyt design_process desk digit_transform drug eager envis explan favor
        fli font fourth french go_forward googl_analyt gov_websit great_content gsa_offic hackathon har
        honest human_resourc icon instant insur keep_track lay meet_user memo password prospect
        protect_bureau protocol public_organ qualifi readili reason_whi resili sheet someon_els sourc_tool
        specif_brand spring summar t takeaway tight tour trend_visit unexpect upgrad upload usagov wast
        waterfal weight weve_seen wherev yield zone 20: adher afternoon agil_methodolog andrew anytim_anywher
        approxim articul asid begun better_servic brief_showcas california chair climat compromis concis
        consum_financi court credit css csv data_brief data_news deck deliveri_team design_team digit_team
        disrupt divid experi_ux experiment export exposur financi_protect freedom full_time global_intellectu
        graph grate homeland homeland_secur ignor import_thing incid info inform_system isol latest_feder
        legisl loan loop lunch mb medicin mid mobilegov_communiti modular_contract nation_archiv nation_park
        night notabl okay part_1 permit polit procur_process properti_academi provid_feedback public_health
        recognit reduct reson respons_design rout san sell short_term sketch sole sophist sourc_communiti
        stabl state_depart suffici take_place take_time troubl truth unclear unlik w warn weigh
        william_brantley x year_old youtub_com 19: amazon artifici blocker bunch capit chain chunk circumst
        clearer com_watch content_model delight didnt_know digitalgov_newslett doc easiest experi_design git
        govern_strategi hacker joint kit last_month mvp next_generat north offic_global open_opportun
        oper_system random save_time secret sentenc setup slack_channel softwar_project split steer tomorrow
        tough watch_v www_youtub 18: 18f_project accuraci administ allow_agenc artifact ben black blog_everi
        bori bpa bureaucraci cancer centr coder come_togeth consumpt correspond counsel cowork curat daunt
        de_regt debat dialogu differ_type digit_profession dot duti elect_commiss elena_findley everybodi
        feder_elect feder_mobil findley findley_de first_thing forecast gc gender govern_technolog grab
        hardwar harm hashtag identifi_inform improv_custom invalu john lengthi lifecycl lift lightweight
        littl_bit lock mani_time market_research massiv mike mine momentum municip negoti non_profit norm
        nuanc obstacl ocean opm oversight paragraph payment peac peopl_live perman person_inform pm portfolio
        pose posit_impact public_affair python react regt relat_topic render represent schema shorter
        small_team smooth somewher spirit station storytel subsequ substanti surround territori thursday trip
        uncertainti unifi unnecessari user_interview weak web_base weve_found wheel within_govern wrap 17:
        10x aaron accompani acquisit_servic across_agenc across_multipl adult afford agil_softwar ai alex
        analyt_tool anniversari app_develop applic_develop architect armi array artifici_intellig atmospher
        ato attribut back_end big_data blanket bounc breath budget_omb car categor centuri_idea claim clinic
        collect_data commerc comparison conduct_user content_corner content_engag content_issu continu_integr
        convinc cooper cyber data_analysi data_driven debt decis_maker delet deliv_better deriv deserv
        digit_content digit_media drupal earli_stage email_dr en enthusiast ethic execut_order fight
        find_inform fuel github_repo good_start gov_feder govern_team green handi headquart heavili inconsist
        inher inquiries18f inquiries18f_gsa inspect instagram intens inter interoper issu_face laboratori
        laid larg_scale likelihood logist made_avail magic main_content mani_case mani_govern media_platform
        mentor menu militari month_ago movement multidisciplinari nativ_app newer noaa nor onlin_servic
        overse pdfs peopl_think person_identifi philosophi pop preserv problem_solv programm public_experi
        publiccod quantit readm reduc_risk redund resolut rfp right_away rubi search_term secur_administr
        servic_hhs solver spur stick street super suppos synthes take_action taught threat trick tricki ui
        undertak unfamiliar usd ux_design variabl vocabulari web_manag weve_done yesterday 16: access_govern
        admit attack bilingu blue chapter characterist coverag data_scientist deliv_valu develop_program
        earth enorm enough_content episod facil fantast fascin feder_web finish_read forest francisco freeli
        grade graduat hesit jargon jessica knowledg_share laura less_time logo memori mobil_gov occasion ok
        part_2 pif produc_enough reinvent renew retir revisit right_direct simultan softwar_engin sought spin
        strict trustworthi web_develop week_ago weve_made won youll_see 15: abstract acronym agenc_across
        amplifi anyway app_directori applic_process argument arm attitud augment bake benchmark bonus brain
        brand_product broadcast build_better busi_administr camera cell chris civic_tech coffe cohort
        column_focus compos conclud consensus contact_center contact_inform cost_save counti crisi critiqu
        customiz cut_edg cx daili_basi dan data_avail data_point data_visual deliv_servic develop_practic
        devot didnt_want digit_strategi domin dream emphasi endpoint experi_program extent fan fec fed
        feder_state feder_student first_iter first_place first_public give_peopl govern_mobil govern_web
        guarante hall hangout hone hybrid hypothes ideat implic import_part includ_produc inform_secur
        interag interfac_api ir jekyl join_18f journal latest_articl len lie literaci low_incom mail_list
        marin media_account micro_purchas mobil_phone mobil_web mode modif monday_column natur_resourc notion
        oh pandem personnel_manag player portabl product_design product_vision profession_includ
        program_languag promin public_particip publiccod_net race raw rebuild record_administr redirect
        referenc reinforc rethink retriev right_thing robot sat share_data share_understand skill_set
        social_network spend_time step_toward structur_content stuck sub success_stori supervisor time_consum
        ton town tracker tree trigger twitter_account two_month underway unknown user_centric uswd van
        veri_differ veri_import verif web_site wednesday week_digitalgov whole_team wirefram women worldwid
        zero 14: 18f_design advisori agenc_data agenc_develop analyt_data ani_time api_brief ask_yourself
        bias blanket_purchas bold build_product bundl ca chief_technolog civilian coast code_repositori
        codebas_steward come_back come_month communiti_member complaint con contextu convent counterpart
        criterion cultur_chang curv deliv_digit democraci design_decis destin differ_agenc disclosur
        diseas_control dissemin dont_forget doubt embark enthusiasm entir_team even_better face_websit fals
        feder_program fellowship fema flag four_year front_door gain_insight gear generic genuin giant gotten
        gov_domain govern_program gray hadnt health_care hidden holist hunt improv_servic inbox
        increas_transpar inevit jame js larg_number latest_api lend login_gov lucki luckili meantim
        media_channel michell mobil_govern modern_digit multipl_agenc neighborhood neutral nist novel
        open_innov pageview pay_attent peac_corp peopl_want pleas_email polic provid_servic purchas_agreement
        quicker r realist reduc_cost regular_basi remark remedi rewrit rigor searchabl seed sensor shout
        simplest simplic smarter snippet socialgov somewhat sooner sourc_develop state_govern sticki storag
        stretch strike tangibl taxpay_dollar teacher technolog_offic thrive total_number trial tumblr tutori
        two_day two_thing unabl unlock upfront urban user_group user_interact veri_easi w_600 wide_varieti
        youll_find youtub_http 13: 18f_consult action_plan actor agent agil_bpa almost_alway ambigu anyth_els
        api_news api_pleas bandwidth becam_clear belong better_product broke bullet busi_process cach
        call_center codebas_stewardship collect_feedback congression content_strategist conven cop credenti
        delv determin_whether diagram digit_tool editor_note elsewher era everi_project evid_base expans
        exponenti fda first_day fiscal frequenc gif good_exampl good_news gradual hang high_impact
        high_school hoc holiday identif incentiv journalist liter look_back melodi michael mile mobil_develop
        mobil_websit modern_softwar modern_technolog neither next_week o offlin ostp park_servic path_forward
        plenti polici_maker press_releas proceed provid_access public_data recal san_francisco scott shorten
        showcas_govern sight signalen signatur small_group stood take_note test_program thread touchpoint
        transcript tv understand_whi urgent version_control wealth web_traffic widespread xml 12: 10_year
        20_year abandon abus academ adequ agenc_includ agenc_staff agil_method agil_team alba alik allen
        allow_peopl alt analys apart app_store argu aspir attach attorney auto bear besid better_digit
        blogger boost bottom_line broaden brook build_digit build_someth cancer_institut casual chatbot
        cognit cohes competitor concentr constitut content_creator credibl current_state custom_centric
        data_act decid_whether develop_design develop_tool digit_communic digit_solut digitalgov_search
        digitalgov_user discret dont_think draft_u drug_administr eat embodi encrypt end_develop everi_singl
        everi_year exclus experi_across experi_communiti f feder_contract feder_crowdsourc feder_regist
        feedback_loop final_product flight frequent_ask front_line good_idea gov_blog gov_site govern_open
        govern_organ grand guild hasnt health_inform hospit html_page https_www humbl hypothesi improv_access
        improv_digit incub ineffici inexpens inter_agenc interact_design interrupt intersect intimid intranet
        invent ipad jacob julia kramer loss machin_readabl manag_tool markdown maximum medicaid medicar
        meet_peopl meetup melodi_kramer mill move_toward multidisciplinari_team multilingu museum music n
        nation_cancer nation_ocean nationwid near_futur next_time nick nobodi nurtur odd onlin_tool opt
        overhead paperwork_reduct paramet peopl_find peopl_know perceiv perform_metric persist phone_number
        pioneer plug preview privileg product_mvp profession_develop professor pros provid_guidanc provis
        prune public_good public_interact public_privat quantifi realli_excit receiv_feedback recipi recoveri
        reduct_act repli repurpos reserv resist retro riski robert sale savvi scari screen_reader screenshot
        scroll senior_leadership seo servic_across servic_offer settl sever_month sever_year shelf
        signific_chang skip slowli smithsonian sms snapshot south spark spectrum spike standpoint stem steve
        strateg_plan student_aid studio sudden sum supplement sync tab tbs team_build team_develop
        team_understand terminolog text_messag three_month throw ticket time_spent timefram treasuri_board
        trend_dr usaid user_find version_1 vet vice victim web_browser web_team west wisdom woman workload
        year_weve 11: 18f_method 18f_staff 30_minut 3d 5_million academia access_inform ad_hoc addit_inform
        aeronaut afraid afterward agenc_creat agenc_epa agil_approach agil_deliveri agil_practic
        allow_develop ambit amend ami amongst app_challeng app_provid ask_peopl atmospher_administr authorit
        avenu aw backend bori_van born boss breach brown build_servic build_upon builder bureaucrat buyer
        case_manag caught center_approach challeng_competit chrome classroom claus clear_communic clear_defin
        cloud_comput code_base codebas_communiti come_week commiss_fec communic_channel complementari compris
        conform conscious consent consist_across constitu contest continu_iter crash creat_better cto cue
        damag danger data_manag data_standard dave de_risk deliber design_challeng develop_communiti digest
        digit_public discover discoveri_phase distinguish distribut_team driver durat dutch easili_access
        electr elev emerg_technolog enrich enrol equit equiti eric_mill espanol everi_agenc everi_two evolut
        face_feder faq feder_communic feder_front feder_inform feder_team feder_workforc fellow_pif fire
        first_two first_year fiscal_year flood foia fold folder follow_along formula fosdem friction
        general_counsel geolog geolog_survey github_page give_feedback good_practic googl_hangout googl_play
        govern_build govern_project govern_structur great_place greg hardest health_servic home_page hoytema
        hurrican import_inform incept inde industri_partner inform_pii ingredi insert instrument ive_learn
        jennif joy kingdom last_two leap let_say livestream low_cost lowest mani_feder manifest manufactur
        markup meanwhil mil mirror moral nara nearbi node nois nonprofit oblig ocsit oldest open_end openzaak
        outlet overlap page_view parallel pen per_month perform_indic phone_call photograph pii plant postal
        prepared prescript princip product_backlog product_lead project_includ project_repositori proprietari
        provid_agenc public_domain publish_content puls quo radio real_peopl recent_releas recov recreat
        refuge relief research_find revamp review_process rollout row rural scrum seat secretari secretariat
        serv_peopl shot simul skeptic slight_differ smith snow softwar_product sold sourc_polici spotlight
        sprint_plan starter static_site status_quo steadi step_back stephani straight subset syndic
        team_across team_creat team_decid team_design technic_expert technic_expertis theori trap tribal
        twenti univers_webinar unpreced usajob user_want usg van_hoytema ventur war web_app webpag
        websit_content weekend weve_creat weve_written wherea wiki wild wireless wise without_ani wordpress
        wors worst youll_want zoom 10: 15_minut absorb access_servic acquisit_process across_differ
        addit_resourc administr_offic ambiti anoth_agenc anxieti anymor api_document api_key arrang
        augment_realiti australia battl beat befor_launch bidder blind border bore bot bottleneck briefli
        broad_rang build_capac build_softwar bulk burn calc came_togeth cant_wait cap caption cater ceo
        ceremoni certifi cfpb check_back citizen_engag citizen_scienc closest coalit code_develop
        command_line common_question content_access content_creation content_govern content_team content_type
        core_valu crime crimin custom_softwar cyber_secur dead declar declin deliveri_servic department
        design_method develop_product develop_resourc dhs differ_part differ_peopl digit_first dimens dispar
        distanc district doctor dog donat drawn drill drive_innov earli_adopt ed emb emerg_manag en_espanol
        end_product engin_optim especi_import et ever_chang exclud execut_branch execut_director exhaust
        exhibit experi_cx expiryd expiryd_2025 extract_industri feder_challeng feder_partner feder_servic
        feder_trade fedramp_author fellow_program fifth first_approach first_hand first_version firsthand
        floor focus_area focus_group forefront forest_servic founder furthermor garklav github_com give_user
        glanc glossari googl_form gov_communiti govern_custom govern_process gray_brook great_deal gsa_blog
        health_nih hello hero hierarchi higher_level hole horizon hot im_excit immigr_servic impair imper
        improv_user incomplet industri_transpar inform_manag inspector intak intern_develop intern_revenu
        intervent interviewe intrigu ive_seen johnson journey_map justifi kate key_part kickoff know_exact l
        la land_page latter learn_someth let_peopl lightn link_remov live_stream long_run look_ahead loos
        loud man manag_agenc manag_communiti manag_opm mandatori mani_benefit mani_thing mani_year manipul
        martin mass measur_success media_manag membership memor mental_health millenni million_peopl mk
        mobil_strategi modern_effort monolith mysteri nation_aeronaut navi nich nutrit occup oper_ato
        oper_team ottawa outreach_team overarch overload overlook palett pars part_3 part_seri participatori
        passiv pathway pave peak peopl_dont peopl_interact peopl_outsid pitfal pleas_let pleas_share plugin
        policymak polish port poster pra pride privaci_offic privat_partnership prize_communiti
        program_analyst program_offic proport provid_insight proxi public_access public_trust puzzl
        quantit_data ramp recent_launch recent_publish referr rehabilit reimagin relev_inform
        research_conduct research_team resourc_avail respons_web revenu_servic revers ride right_peopl
        right_time rss safeguard sam satisfact_survey save_money scam schedul_70 scheme screen_size
        secur_offic secur_team self_servic senior_advisor sensit_inform sentiment servic_playbook
        servic_summit set_asid shadow share_best share_resourc shed shine site_content size_fit skillset snap
        solar somebodi someth_els space_administr spend_money sport staff_member standup sticki_note
        structur_data student_loan stumbl suffer surg surveil system_cms system_secur system_uswd take_part
        talent_team team_conduct team_effort team_learn team_meet team_provid team_within teamwork
        technic_debt televis threshold thumb time_zone tool_avail top_level trade_commiss transpar_initi
        treatment trello tri_someth twice two_differ typographi uniform urban_develop usci user_behavior
        variat veri_begin veri_quick veri_small video_call violat wage wcag weve_got whove widget wikipedia
        willing word_document
        """
}
