package census

import "strings"

// folk is one part of the town: its given names, oldest first in three generations, its
// family names, and the language of those who prefer it to English.
type folk struct {
	share    int // of a hundred people
	she, he  [3]string
	family   string
	language string
	speak    int // of a hundred of them who prefer that language
	helped   int // of a hundred of those who need an interpreter
}

func all(list string) []string { return strings.Split(list, " ") }

// same uses one list for every generation.
func same(list string) [3]string { return [3]string{list, list, list} }

func people() []folk {
	return append(neighbours(), newer()...)
}

// neighbours have been here for generations.
func neighbours() []folk {
	return []folk{
		{share: 52, family: "Ackroyd Airey Alderson Appleby Armitage Atkinson Backhouse Barraclough Beaumont Birtwistle Blackburn Boothroyd Braithwaite " +
			"Brearley Bullough Butterworth Calvert Carruthers Clegg Cowling Crabtree Crowther Dewhurst Dinsdale Drinkwater Earnshaw Eastwood Entwistle Fairclough " +
			"Fawcett Fothergill Garside Gaukroger Gledhill Greenhalgh Grimshaw Haigh Hardcastle Hargreaves Haworth Hebden Hepworth Heseltine Hindle Holroyd " +
			"Horsfall Illingworth Jagger Kershaw Lambert Lockwood Longbottom Lumb Metcalfe Midgley Murgatroyd Naylor Nuttall Oldroyd Ogden Pickles Pilling " +
			"Priestley Ramsbottom Rawnsley Redfearn Riley Rishworth Robertshaw Rushworth Sagar Schofield Shackleton Sharples Shillito Smithies Stansfield " +
			"Sugden Sutcliffe Swales Sykes Tattersall Thackray Thornber Threlfall Thwaites Tordoff Towneley Uttley Varley Verity Wadsworth Walmsley Whitaker " +
			"Whiteley Widdop Wigglesworth Womersley Worsnop Wrathall Yarwood Yewdall",
			she: [3]string{"Audrey Barbara Beryl Betty Brenda Connie Doreen Dorothy Edna Eileen Elsie Freda Gladys Hilda Irene Jean Joan Joyce Kathleen Marjorie " +
				"Maureen Mavis Nora Olive Pauline Rita Sheila Shirley Sylvia Vera Winifred",
				"Alison Amanda Angela Anne Beverley Carol Christine Deborah Denise Diane Elaine Gail Gillian Heather Helen Jackie Janet Jayne Julie Karen Kim " +
					"Lesley Linda Lorraine Lynn Mandy Michelle Sandra Sharon Susan Tina Tracey Wendy Yvonne",
				"Abbie Amy Becky Beth Carly Charlotte Chloe Danielle Ellie Emily Gemma Georgia Hannah Holly Jade Jess Kayleigh Kirsty Laura Leanne Lucy Megan " +
					"Molly Natalie Paige Rachel Rosie Sophie Stacey Zoe"},
			he: [3]string{"Albert Alfred Arnold Arthur Bernard Cyril Dennis Donald Douglas Eric Ernest Frank Fred George Gordon Harold Harry Herbert Jack Joe " +
				"Ken Leonard Leslie Norman Percy Ralph Raymond Reg Ronald Roy Sidney Stanley Trevor Walter Wilfred",
				"Alan Andrew Barry Brian Carl Clive Colin Craig Darren David Dean Derek Gary Geoff Glenn Graham Ian Jeff Keith Kevin Lee Mark Martin Michael " +
					"Neil Nigel Paul Peter Phil Rob Russell Shaun Simon Stephen Stuart Terry Tim Tony Wayne",
				"Adam Alex Ashley Ben Bradley Callum Charlie Connor Daniel Dylan Ethan Harry Jack Jake James Jamie Josh Kieran Kyle Liam Lewis Luke Matt Nathan " +
					"Ollie Reece Ryan Sam Scott Tom"}},
		{share: 12, language: "cy", speak: 22, family: "Bevan Bowen Cadwaladr Davies Edwards Ellis Eynon Gethin Griffiths Gwilym Harries Hopkin Howell Hughes Humphreys " +
			"Ifans Jenkins Jones Lewis Llewellyn Lloyd Mathias Meredith Morgan Morris Mostyn Nevin Owen Parry Powell Price Prosser Prydderch Pugh Rees Rhydderch " +
			"Roberts Thomas Tudor Vaughan Watkins Williams Wynne",
			she: [3]string{"Blodwen Ceinwen Dilys Eirlys Eluned Gwenda Gwyneth Mair Megan Menna Morfydd Myfanwy Nansi Olwen",
				"Bethan Carys Delyth Eirian Eleri Gaynor Glenys Gwen Lowri Mererid Nerys Nia Rhiannon Siân", "Alaw Catrin Cerys Elin Ffion Gwenllian Heledd Lleucu Mali Mari Seren"},
			he: [3]string{"Aled Arwel Elwyn Emlyn Emrys Gwilym Gwyn Hywel Idris Ieuan Iorwerth Llew Merfyn Tecwyn",
				"Alun Dafydd Dewi Emyr Eurwyn Gareth Geraint Gethin Glyn Huw Iwan Meirion Rhodri Rhys", "Cai Dylan Gruff Guto Ifan Ioan Llŷr Macsen Osian Steffan Tomos"}},
		{share: 4, family: "Brennan Byrne Cassidy Connolly Devlin Docherty Doyle Farrell Gallagher Keane Kelly Lavery Maguire McAteer McBride McGrath Mulligan Nolan Quigley Rafferty Sweeney Tierney",
			she: [3]string{"Bernadette Bridie Kathleen Nuala Philomena Teresa", "Aisling Bernie Deirdre Geraldine Mairead Siobhan", "Aoife Ciara Niamh Orla Roisin"},
			he:  [3]string{"Brendan Dermot Eamon Malachy Patrick Seamus", "Aidan Declan Fergal Gerard Kieran Niall", "Cathal Conor Eoin Oisin Ronan"}},
	}
}

// newer have come since, or their parents did.
func newer() []folk {
	return []folk{
		{share: 10, language: "ur", speak: 34, helped: 60, family: "Akhtar Ali Aslam Bashir Butt Chaudhry Dar Hussain Iqbal Javed Kauser Khaliq Khan Mahmood Malik Mirza Rafiq Rashid Saddiq Shafi Younis Zaman",
			she: [3]string{"Ghulshan Kalsoom Naseem Rashida Razia Zubaida", "Farzana Nargis Rukhsana Shabana Shaheen Yasmin", "Aisha Hafsa Iqra Maryam Sana Zainab"},
			he:  [3]string{"Abdul Bashir Fazal Ghulam Mohammed Sadiq", "Asif Imran Khalid Nadeem Tariq Zahid", "Adil Bilal Hamza Haris Usman Zain"}},
		{share: 3, language: "bn", speak: 45, helped: 70, family: "Begum Chowdhury Hoque Islam Miah Rahman Sarker Uddin",
			she: same("Amina Fatema Hasna Nazma Rahela Shirin Taslima"), he: same("Abdus Jamal Kamrul Monir Nurul Rafiq Shamim")},
		{share: 3, language: "pa", speak: 25, helped: 40, family: "Bains Dhillon Gill Grewal Kaur Mann Sandhu Singh Sohal",
			she: same("Balbir Gurpreet Harjit Jaswinder Kulwinder Manjit Parminder Surinder"), he: same("Amrik Balwant Gurdev Harbhajan Jagdish Mohinder Sukhdev")},
		{share: 5, language: "pl", speak: 50, helped: 70, family: "Adamczyk Bielak Borowska Czarny Dudek Gajda Jasiak Kaczor Kowal Krawiec Lis Malec Nowak Olszak Pawlak Rybak Sikora Wilk Zych",
			she: same("Agnieszka Danuta Ewa Halina Iwona Jolanta Katarzyna Małgorzata Monika Zofia"), he: same("Andrzej Bogdan Jacek Krzysztof Marek Paweł Rafał Stanisław Wojciech Zbigniew")},
		{share: 3, language: "ro", speak: 45, helped: 65, family: "Albu Ciobanu Dobre Filip Lupu Manea Neagu Popa Rusu Stan",
			she: same("Adina Carmen Elena Ioana Mihaela Simona"), he: same("Adrian Bogdan Cristian Florin Mihai Vasile")},
		{share: 2, language: "uk", speak: 70, helped: 70, family: "Bondar Koval Kravets Lysenko Marchuk Savchuk Shevchuk Tkach",
			she: same("Iryna Kateryna Ludmyla Natalia Oksana Svitlana"), he: same("Bohdan Dmytro Mykola Petro Serhii Vasyl")},
		{share: 3, family: "Bailey Barnett Campbell Clarke Francis Gordon Grant Henry McKenzie Palmer Reid Wright",
			she: same("Beverley Cynthia Gloria Hyacinth Lorna Marcia Merlene Pearl Verna"), he: same("Clifton Desmond Errol Lascelles Lloyd Neville Winston")},
		{share: 4, family: "Adeleke Afolabi Agyeman Appiah Asante Boateng Danso Ekwueme Mensah Nwosu Ofori Okeke Owusu Quaye Sesay",
			she: same("Abena Adwoa Akosua Blessing Chidinma Comfort Efua Folake Grace Ngozi Patience Yaa"), he: same("Chidi Emeka Femi Kofi Kojo Kwabena Kwame Obinna Samuel Tunde Yaw")},
		{share: 2, language: "so", speak: 50, helped: 70, family: "Abdi Ahmed Farah Hersi Jama Mohamud Nur Osman Warsame",
			she: same("Amina Faduma Hodan Ifrah Sahra Ubah"), he: same("Abdirahman Ayanle Guled Liban Mahad Yusuf")},
		{share: 3, language: "fa", speak: 55, helped: 75, family: "Ahmadi Azizi Barzani Ghorbani Hamidi Karimi Moradi Rahimi Sharifi Yousefi",
			she: same("Azadeh Maryam Nasrin Parisa Shirin Zahra"), he: same("Arash Behzad Dariush Hamid Karwan Reza")},
		{share: 2, language: "ar", speak: 55, helped: 75, family: "Al-Amin Darwish Haddad Khalil Mansour Nasser Saleh Zaki",
			she: same("Hanan Layla Mona Rania Samira Wafaa"), he: same("Bassam Faisal Karim Nabil Omar Tarek")},
		{share: 2, language: "pt", speak: 40, helped: 55, family: "Carvalho Ferreira Lopes Moreira Pinto Tavares Vieira",
			she: same("Ana Fernanda Lurdes Paula Rosa"), he: same("João Jorge Luís Nuno Rui")},
		{share: 2, family: "Aquino Bautista Chan Dela-Cruz Ho Lam Lau Santos Tsang Wong",
			she: same("Angelica Mei Rosalie Suk-Yin Teresita Wai-Ling"), he: same("Benjie Chi-Keung Kwok Rodel Wing")},
	}
}

// Famous reports whether somebody or a figure of the stage has this name already.
func Famous(name string) bool {
	for famous := range strings.SplitSeq("Tony Blackburn|Eric Sykes|Leslie Crowther|Phil Schofield|Rachel Riley|Charlotte Riley|Roy Barraclough|Ernest Shackleton|"+
		"Stanley Ogden|Hilda Ogden|Norman Clegg|Albert Finney|Huw Edwards|Gareth Edwards|Aled Jones|Rhodri Morgan|Gwyneth Lewis|Alun Lewis|Dylan Thomas|Emlyn Williams|"+
		"Emlyn Hughes|Iwan Thomas|Nerys Hughes|Siân Lloyd|Bethan Jenkins|Glyn Davies|Alun Davies|Huw Jones|Gareth Thomas|Gareth Davies|Rhys Williams|Rhys Thomas|Ioan Gruffudd|"+
		"Imran Khan|Sadiq Khan|Zain Malik|Nadeem Aslam|Adil Rashid|Winston Reid|Rui Pinto|Kieran Tierney|Conor McGrath|Gordon Brown|Marcia Barnett|Kofi Mensah|Omar Khalil|"+
		"Alan Carr|Ian Wright|Lloyd Grant|Mark Hughes|Geraint Thomas|Geraint Jones|Megan Lloyd|Carys Davies|Ffion Morgan|Rhiannon Davies", "|") {
		if strings.TrimPrefix(name, "Dr ") == famous {
			return true
		}
	}
	return false
}
