package legacy

import (
	"strings"

	"weft/internal/text"
)

// field is one of ours: what it is called, and the names of columns that mean it.
type field struct {
	name string
	also []string // folded
}

func f(name, also string) field {
	return field{name, append([]string{text.Fold(strings.ReplaceAll(name, "_", " "))}, strings.Split(also, "|")...)}
}

// personFields are what any row may say about somebody.
func personFields() []field {
	return []field{
		f("name", "full name|client name|patient name|person name|service user name|client|patient|person|service user|name of client|name of patient"),
		f("first_name", "forename|given name|first names|forenames|client first name|patient forename|client forename|patient first name"),
		f("last_name", "surname|family name|client surname|patient surname|client last name|patient last name"),
		f("name_used", "known as|preferred name|likes to be called|likes to be known as|goes by"),
		f("pronouns", "preferred pronouns"),
		f("born", "date of birth|dob|d o b|birth date|birthdate|birthday|year of birth|yob|birth year|client dob|patient dob|patient date of birth"),
		f("nhs_number", "nhs no|nhs|nhs num|nhsnumber|nhs number 10 digits|chi number"),
		f("phone", "telephone|tel|landline|home phone|telephone number|phone number|home telephone|home tel|contact number|tel no|main phone"),
		f("mobile", "mobile phone|mobile number|cell|mobile tel|mobile no|mobile telephone"),
		f("email", "e mail|email address|e mail address|client email|patient email"),
		f("address", "home address|full address|postal address|address 1|address line 1|street|address1"),
		f("address_2", "address line 2|address2"),
		f("town", "address line 3|address 3|city|town city|address3|post town"),
		f("county", "address line 4|address 4|address4"),
		f("postcode", "post code|zip|postal code|home postcode"),
		f("practice", "gp practice|surgery|registered practice|practice name|gp surgery|registered gp practice|gp practice name|medical practice"),
		f("practice_code", "ods code|gp practice code|practice ods code|ods|gp code|practice ods|surgery code"),
		f("language", "preferred language|first language|main language|spoken language|main spoken language"),
		f("interpreter", "needs interpreter|interpreter needed|interpreter required|requires interpreter"),
		f("format", "preferred format|accessible format|letter format|communication format|information format"),
		f("access_note", "access needs|communication needs|accessibility|reasonable adjustments"),
		f("safe_contact", "safe contact only|contact safely|do not contact without care|sensitive contact"),
		f("may_call", "ok to call|consent to call|can phone|ok to phone|happy to be called"),
		f("may_text", "ok to text|consent to text|can text|consent to sms|sms consent|happy to be texted"),
		f("may_leave", "ok to leave message|ok to leave voicemail|voicemail|can leave message|leave message"),
		f("contact_note", "best time to contact|best time to call|contact notes|when to call|preferred contact time"),
		f("hidden_address", "address hidden|confidential address|hide address|address confidential"),
		f("restricted", "restricted record|sensitive record|vip"),
		f("risk", "risks|alerts|alert|warning|warnings|risk information|lone working|risk notes"),
		f("service", "scheme|project|programme|service name|team"),
		f("source", "referral source|source of referral|referrer type|referred by type|referring agency type"),
		f("organisation", "referring organisation|referral organisation|referrer organisation|referring practice|referred from|referring agency"),
		f("referrer", "referrer name|referred by|name of referrer|referring clinician|referring professional"),
		f("referrer_email", "referrer e mail|referrer email address|email of referrer"),
		f("received", "referral date|date of referral|date referred|referred on|date received|received date|referral received|date referral received"),
		f("reason", "reason for referral|referral reason|presenting issue|presenting issues|presenting need|referral notes|reason for referring|referral details"),
		f("needs", "need|needs identified|themes|support needs|areas of need|primary need|issues|concerns|areas of support"),
		f("consent", "consent given|consent date|date of consent|consented|agreed|consent obtained|consent to referral"),
		f("status", "stage|case status|client status|referral status|current status|state"),
	}
}

// referralFields are those of referrals that wait.
func referralFields() []field {
	return append(personFields(),
		f("old_id", "referral id|id|referral number|referral no|referral ref|reference|ref|referral reference|record id"),
		f("person_id", "client id|patient id|person ref|client ref|service user id|client number|patient number|client reference"),
		f("urgent", "priority|urgency|is urgent|high priority"))
}

// caseFields are those of open cases.
func caseFields() []field {
	return append(personFields(),
		f("old_id", "client id|patient id|person id|client ref|service user id|client number|patient number|case id|id|case number|case ref|reference|ref|record id|client reference|case no"),
		f("worker", "link worker|assigned to|case worker|caseworker|allocated to|key worker|keyworker|owner|allocated worker|assigned worker|link worker name|link worker email|case owner|social prescriber|practitioner"),
		f("opened", "date opened|case opened|start date|opened date|opened on|case start|case start date|allocated date|date allocated|date of allocation|open date"),
		f("next_date", "next appointment|next contact|next contact date|follow up|follow up date|next review|review date|next action date|next due|next appointment date|next"),
		f("matters", "what matters|what matters to me|what matters to you|about me|background|story|client story"),
		f("strengths", "my strengths|assets|strengths and assets|what i am good at"),
		f("goals", "goal|aims|goals and aims|personal goals|client goals|outcomes wanted|action plan goals"),
		f("plan_agreed", "plan date|plan agreed on|date of plan|support plan date|action plan date|plan agreed date"))
}

// noteFields are those of notes.
func noteFields() []field {
	return []field{
		f("old_id", "client id|patient id|person id|client ref|service user id|client number|patient number|case id|case number|case ref|client reference|case no|ref|reference|id"),
		f("note_id", "contact id|id|activity id|entry id|event id|interaction id|appointment id"),
		f("date", "contact date|date of contact|activity date|on|when|note date|date of note|event date|appointment date|date time|datetime"),
		f("time", "contact time|time of contact|start time|appointment time"),
		f("how", "contact type|type|method|contact method|type of contact|activity type|medium|mode|appointment type|channel"),
		f("outcome", "contact outcome|result|attendance|attended|appointment status|outcome of contact"),
		f("minutes", "duration|duration mins|duration minutes|length|time spent|mins|duration in minutes|time taken"),
		f("note", "notes|case note|case notes|details|comments|description|contact notes|summary|text|entry|progress note"),
		f("agreed", "what we agreed|actions|action|agreed actions|actions agreed|next steps|what was agreed"),
		f("worker", "link worker|by|recorded by|author|staff|practitioner|created by|written by|entered by|link worker name|link worker email"),
	}
}

// columns is where each field stands, and what became of each column.
type columns struct {
	at       map[string]int
	theirs   []string // as written
	mapped   []Mapped
	unmapped []string
}

// column returns what the file calls a field, or our name where it has no column.
func (c columns) column(name string) string {
	if i, ok := c.at[name]; ok {
		return c.theirs[i]
	}
	return strings.ReplaceAll(name, "_", " ")
}

func (c columns) has(name string) bool { _, ok := c.at[name]; return ok }

// match finds our fields in a header: what the map says first, then by name.
func match(header []string, fields []field, m mapping) columns {
	c := columns{at: map[string]int{}, theirs: header}
	taken := make([]bool, len(header))
	take := func(i int, name string) {
		if _, have := c.at[name]; !have && !taken[i] {
			c.at[name], taken[i] = i, true
		}
	}
	for i, h := range header {
		if ours, ok := m.columns[text.Fold(h)]; ok {
			if taken[i] = ours == ""; !taken[i] && knows(fields, ours) {
				take(i, ours)
			}
		}
	}
	for _, fl := range fields {
		for _, name := range fl.also {
			for i, h := range header {
				if text.Fold(h) == name {
					take(i, fl.name)
				}
			}
		}
	}
	for i, h := range header {
		ours := ""
		for name, at := range c.at {
			if at == i {
				ours = name
			}
		}
		switch {
		case ours != "":
			c.mapped = append(c.mapped, Mapped{Theirs: h, Ours: ours})
		case h != "":
			c.unmapped = append(c.unmapped, h)
		}
	}
	return c
}

func knows(fields []field, name string) bool {
	for _, fl := range fields {
		if fl.name == name {
			return true
		}
	}
	return false
}
