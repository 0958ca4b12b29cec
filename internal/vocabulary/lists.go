package vocabulary

// Sources returns where a referral can come from: the list of the network contract
// for 2020/21 and later, and self-referral.
func Sources() List {
	return List{
		{"gp", "GP", "Meddyg teulu"},
		{"practice_nurse", "Practice nurse", "Nyrs practis"},
		{"practice_pharmacist", "Pharmacist in the practice", "Fferyllydd yn y practis"},
		{"receptionist", "Receptionist or care navigator", "Derbynnydd neu lywiwr gofal"},
		{"practice_other", "Other practice staff", "Staff practis arall"},
		{"pharmacy", "Community pharmacy", "Fferyllfa gymunedol"},
		{"mdt", "Multidisciplinary team", "Tîm amlddisgyblaethol"},
		{"discharge", "Hospital discharge team", "Tîm rhyddhau o'r ysbyty"},
		{"hospital", "Hospital, other", "Ysbyty, arall"},
		{"ahp", "Allied health professional", "Gweithiwr proffesiynol perthynol i iechyd"},
		{"occupational_therapist", "Occupational therapist", "Therapydd galwedigaethol"},
		{"mental_health", "Mental health service", "Gwasanaeth iechyd meddwl"},
		{"midwife", "Midwife or health visitor", "Bydwraig neu ymwelydd iechyd"},
		{"care_home", "Care home", "Cartref gofal"},
		{"hospice", "Hospice", "Hosbis"},
		{"fire", "Fire service", "Gwasanaeth tân"},
		{"police", "Police", "Heddlu"},
		{"probation", "Probation", "Prawf"},
		{"ambulance", "Ambulance service", "Gwasanaeth ambiwlans"},
		{"job_centre", "Job centre", "Canolfan waith"},
		{"social_care", "Social care", "Gofal cymdeithasol"},
		{"housing", "Housing association or office", "Cymdeithas neu swyddfa dai"},
		{"council", "Council, other", "Cyngor, arall"},
		{"school", "School or college", "Ysgol neu goleg"},
		{"domestic_abuse", "Domestic abuse service", "Gwasanaeth cam-drin domestig"},
		{"drug_alcohol", "Drug and alcohol service", "Gwasanaeth cyffuriau ac alcohol"},
		{"vcse", "Charity or community group", "Elusen neu grŵp cymunedol"},
		{"faith", "Faith group", "Grŵp ffydd"},
		{"self", "The person themself", "Y person ei hun"},
		{"family", "Family or carer", "Teulu neu ofalwr"},
		{"cohort", "Offered by the practice", "Cynigiwyd gan y practis"},
		{"transfer", "Another social prescribing service", "Gwasanaeth presgripsiynu cymdeithasol arall"},
		{"unknown", "Not known", "Ddim yn hysbys"},
	}
}

// PracticeSources are the codes of GP practice staff, the only referrers of 2019/20.
func PracticeSources() []string {
	return []string{"gp", "practice_nurse", "practice_pharmacist", "receptionist", "practice_other"}
}

// Needs returns what people ask for help with.
func Needs() List {
	return List{
		{"loneliness", "Company and loneliness", "Cwmni ac unigrwydd"},
		{"wellbeing", "Feeling low or worried", "Teimlo'n isel neu'n bryderus"},
		{"money", "Money, debt and benefits", "Arian, dyled a budd-daliadau"},
		{"housing", "Housing and damp", "Tai a lleithder"},
		{"food-fuel", "Food and heating", "Bwyd a gwres"},
		{"work-learning", "Work, volunteering and learning", "Gwaith, gwirfoddoli a dysgu"},
		{"activity", "Moving more", "Symud mwy"},
		{"lifestyle", "Healthy weight and habits", "Pwysau ac arferion iach"},
		{"long-term-condition", "Living with a condition or pain", "Byw gyda chyflwr neu boen"},
		{"caring", "Looking after someone", "Gofalu am rywun"},
		{"bereavement", "Grief", "Galar"},
		{"family", "Family and relationships", "Teulu a pherthnasoedd"},
		{"parenting", "Being a parent", "Bod yn rhiant"},
		{"domestic-abuse", "Abuse at home", "Cam-drin gartref"},
		{"substance-gambling", "Alcohol, drugs or gambling", "Alcohol, cyffuriau neu gamblo"},
		{"transport", "Getting about", "Mynd o gwmpas"},
		{"home-falls", "Safe at home, falls", "Diogel gartref, cwympo"},
		{"digital", "Phones and computers", "Ffonau a chyfrifiaduron"},
		{"legal", "Legal help", "Cymorth cyfreithiol"},
		{"language", "Learning the language", "Dysgu'r iaith"},
		{"arts-nature-faith", "Arts, nature, culture and faith", "Celf, natur, diwylliant a ffydd"},
		{"memory", "Memory and dementia", "Cof a dementia"},
		{"disability", "Disability and neurodiversity", "Anabledd a niwroamrywiaeth"},
		{"end-of-life", "The end of life", "Diwedd oes"},
		{"forms", "Forms and letters", "Ffurflenni a llythyrau"},
		{"homelessness", "Nowhere safe to stay", "Dim lle diogel i aros"},
		{"asylum", "Asylum and settling in", "Lloches ac ymgartrefu"},
		{"hoarding", "Too many things at home", "Gormod o bethau gartref"},
		{"safety", "Feeling safe", "Teimlo'n ddiogel"},
		{"other", "Something else", "Rhywbeth arall"},
	}
}

// OrgKinds returns the kinds of organisation.
func OrgKinds() List {
	return List{
		{"icb", "Integrated care board", "Bwrdd gofal integredig"},
		{"pcn", "Primary care network", "Rhwydwaith gofal sylfaenol"},
		{"practice", "GP practice", "Practis meddyg teulu"},
		{"cluster", "Cluster (Wales)", "Clwstwr"},
		{"hscp", "Health and social care partnership (Scotland)", "Partneriaeth iechyd a gofal cymdeithasol"},
		{"hsc_trust", "Health and social care trust (Northern Ireland)", "Ymddiriedolaeth iechyd a gofal cymdeithasol"},
		{"council", "Council", "Cyngor"},
		{"vcse", "Charity or community group", "Elusen neu grŵp cymunedol"},
		{"infrastructure", "Community support body", "Corff cymorth cymunedol"},
		{"pharmacy", "Pharmacy", "Fferyllfa"},
		{"hospital", "Hospital or NHS trust", "Ysbyty neu ymddiriedolaeth y GIG"},
		{"mental_health", "Mental health trust", "Ymddiriedolaeth iechyd meddwl"},
		{"housing", "Housing association", "Cymdeithas dai"},
		{"fire", "Fire service", "Gwasanaeth tân"},
		{"police", "Police", "Heddlu"},
		{"ambulance", "Ambulance service", "Gwasanaeth ambiwlans"},
		{"job_centre", "Job centre", "Canolfan waith"},
		{"school", "School or college", "Ysgol neu goleg"},
		{"hospice", "Hospice", "Hosbis"},
		{"care_home", "Care home", "Cartref gofal"},
		{"probation", "Probation", "Prawf"},
		{"faith", "Faith group", "Grŵp ffydd"},
		{"other", "Other", "Arall"},
	}
}

// DeclineReasons returns why triage says no to a referral. Each is worded about the
// service, never about the person.
func DeclineReasons() List {
	return List{
		{"other_service_fits", "Another service fits better", "Mae gwasanaeth arall yn fwy addas"},
		{"clinical_first", "Needs a clinician first", "Angen clinigwr yn gyntaf"},
		{"out_of_area", "Lives outside our area", "Yn byw y tu allan i'n hardal"},
		{"age", "Outside the ages we can help", "Y tu allan i'r oedrannau y gallwn eu helpu"},
		{"already_supported", "Already has a link worker", "Eisoes â gweithiwr cyswllt"},
		{"did_not_agree", "The person did not agree", "Ni chytunodd y person"},
	}
}

// ClosureReasons returns why a case closes.
func ClosureReasons() List {
	return List{
		{"goals_met", "They did what they set out to do", "Gwnaethant yr hyn yr oeddent am ei wneud"},
		{"content", "They are content and can go on alone", "Maent yn fodlon a gallant barhau eu hunain"},
		{"handed_to_community", "A group carries on with them", "Mae grŵp yn parhau gyda nhw"},
		{"handed_to_clinical", "A health or care service carries on", "Mae gwasanaeth iechyd neu ofal yn parhau"},
		{"chose_to_stop", "They chose to stop", "Dewisasant stopio"},
		{"lost_contact", "We lost contact", "Collwyd cysylltiad"},
		{"no_provision", "There is nothing suitable here", "Nid oes dim addas yma"},
		{"not_ready", "Not the right time", "Nid yr amser iawn"},
		{"moved", "They moved away", "Symudasant i ffwrdd"},
		{"service_limit", "The service's limit was reached", "Cyrhaeddwyd terfyn y gwasanaeth"},
		{"other_service_fits", "Another service fits better", "Mae gwasanaeth arall yn fwy addas"},
		{"died", "They died", "Bu farw"},
		{"transfer", "Moved to another team", "Symudwyd i dîm arall"},
	}
}

// Formats returns how a person wants to be written to (Accessible Information
// Standard).
func Formats() List {
	return List{
		{"standard", "Ordinary letters", "Llythyrau arferol"},
		{"large", "Large print letters", "Llythyrau print bras"},
		{"easy", "Easy Read", "Hawdd ei Ddeall"},
		{"braille", "Braille", "Braille"},
		{"audio", "Audio", "Sain"},
		{"bsl", "British Sign Language", "Iaith Arwyddion Prydain"},
	}
}

// Languages returns the languages people most often ask for; any other may be typed.
func Languages() List {
	return List{
		{"en", "English", "Saesneg"}, {"cy", "Welsh", "Cymraeg"}, {"pl", "Polish", "Pwyleg"},
		{"ur", "Urdu", "Wrdw"}, {"pa", "Punjabi", "Pwnjabeg"}, {"bn", "Bengali", "Bengaleg"},
		{"ar", "Arabic", "Arabeg"}, {"fa", "Farsi", "Farsi"}, {"so", "Somali", "Somalieg"},
		{"ro", "Romanian", "Rwmaneg"}, {"pt", "Portuguese", "Portiwgaleg"}, {"uk", "Ukrainian", "Wcreineg"},
		{"bfi", "British Sign Language", "Iaith Arwyddion Prydain"}, {"other", "Another language", "Iaith arall"},
	}
}

// NotChosen returns why an option was not the one.
func NotChosen() List {
	return List{
		{"not_for_me", "Not for them", "Ddim iddyn nhw"},
		{"too_far", "Too far or hard to reach", "Rhy bell neu anodd ei gyrraedd"},
		{"cost", "Costs too much", "Yn costio gormod"},
		{"access", "Stairs or access", "Grisiau neu fynediad"},
		{"times", "Wrong days or times", "Diwrnodau neu amseroedd anghywir"},
		{"confidence", "Not sure enough yet", "Ddim yn ddigon siŵr eto"},
		{"language", "Language", "Iaith"},
		{"full", "It is full", "Mae'n llawn"},
		{"other", "Another reason", "Rheswm arall"},
	}
}

// Barriers returns what may stand in the way of going to a group.
func Barriers() List {
	return List{
		{"cost", "Cost", "Y gost"},
		{"transport", "Getting there", "Cyrraedd yno"},
		{"confidence", "Confidence", "Hyder"},
		{"access", "Stairs or access", "Grisiau neu fynediad"},
		{"time", "Days or times", "Diwrnodau neu amseroedd"},
		{"language", "Language", "Iaith"},
		{"childcare", "Someone to look after", "Rhywun i ofalu amdano"},
		{"digital", "It is online", "Mae ar-lein"},
		{"stigma", "What others may think", "Beth y gall eraill ei feddwl"},
	}
}
