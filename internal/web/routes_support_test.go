package web_test

// supporting are the letters of support.
func supporting() map[string]row {
	const at, strangers = "/people/<person>/support-letter", strange
	return map[string]row{
		"GET /people/{id}/support-letter":           {at: at, may: works, absent: strangers},
		"POST /people/{id}/support-letter":          {at: at, sent: "facts=since&agreed=yes&do=make", may: works, absent: strangers},
		"GET /people/{id}/support-letter/{letter}":  {at: at + "/<support>", may: reads, absent: strangers},
		"POST /people/{id}/support-letter/{letter}": {at: at + "/<support>", may: works, absent: strangers},
	}
}
