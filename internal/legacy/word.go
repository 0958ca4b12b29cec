package legacy

import (
	"strings"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// inList finds a word in a list: by its code, by its words in either language, or by
// another writing of it.
func inList(l vocabulary.List, word string, also map[string]string) (code string, ok bool) {
	folded := text.Fold(word)
	for _, t := range l {
		if folded == text.Fold(t.Code) || folded == text.Fold(t.En) || folded == text.Fold(t.Cy) {
			return t.Code, true
		}
	}
	code, ok = among(also, folded)
	return code, ok && l.Has(code)
}

// among looks a folded word up in lists of writings: "gp" -> "doctor|general practitioner".
func among(lists map[string]string, folded string) (string, bool) {
	for code, list := range lists {
		for _, w := range strings.Split(list, "|") {
			if w == folded {
				return code, true
			}
		}
	}
	return "", false
}

func needWords() map[string]string {
	return map[string]string{
		"loneliness": "loneliness|lonely|isolation|social isolation|loneliness and isolation|social isolation and loneliness|befriending|company",
		"wellbeing":  "mental health|anxiety|depression|low mood|emotional wellbeing|stress|mental wellbeing|anxiety and depression|mental health and wellbeing",
		"money":      "finance|finances|debt|benefits|money advice|welfare benefits|financial|benefits and debt|welfare rights|finance and benefits|financial support",
		"housing":    "accommodation|housing issues|damp|housing advice", "food-fuel": "food|fuel|food poverty|fuel poverty|heating|food bank|energy|cost of living",
		"work-learning": "employment|education|training|volunteering|work|learning|employment and training|education and training",
		"activity":      "physical activity|exercise|fitness|being active|keeping active", "lifestyle": "healthy lifestyle|weight|weight management|diet|smoking|healthy eating|lifestyle change",
		"long-term-condition": "long term conditions|long term condition|chronic pain|pain|health condition|managing a long term condition|diabetes|ltc",
		"caring":              "carer|carers|carer support|caring responsibilities|unpaid carer", "bereavement": "bereaved|grief|loss", "family": "relationships|family issues|family and relationships|relationship",
		"parenting": "parent|parents|parenting support", "domestic-abuse": "domestic violence|abuse|dv", "substance-gambling": "alcohol|drugs|substance misuse|gambling|addiction|drugs and alcohol",
		"transport": "travel|mobility|getting around", "home-falls": "falls|falls prevention|home safety|aids and adaptations", "digital": "digital exclusion|it|computer skills|digital inclusion",
		"legal": "legal advice|immigration", "language": "english classes|esol", "arts-nature-faith": "arts|nature|creative|culture|faith|gardening|hobbies|spirituality",
		"memory": "dementia|memory problems|memory loss", "disability": "autism|adhd|neurodiversity|learning disability|physical disability|disabilities",
		"end-of-life": "palliative|palliative care|end of life care", "forms": "form filling|letters|paperwork|help with forms", "homelessness": "homeless|rough sleeping",
		"asylum": "refugee|asylum seeker|refugees", "hoarding": "clutter", "safety": "personal safety|crime|hate crime", "other": "other|something else|misc",
	}
}

func sourceWords() map[string]string {
	return map[string]string{
		"gp": "doctor|general practitioner|gp practice|gp surgery|surgery|practice|gp referral", "practice_nurse": "nurse|practice nursing", "receptionist": "reception|care navigator|care coordinator|practice reception",
		"practice_pharmacist": "clinical pharmacist|pcn pharmacist", "pharmacy": "pharmacist|chemist", "mdt": "pcn|primary care network|icb|multi disciplinary team|pcn mdt",
		"hospital": "hospital|acute trust|secondary care|a e|ward", "discharge": "hospital discharge", "ahp": "physiotherapist|physio|dietitian|podiatrist|first contact physio",
		"occupational_therapist": "ot|occupational therapy", "mental_health": "cmht|iapt|talking therapies|mental health team|community mental health team", "midwife": "health visitor|midwifery",
		"social_care": "adult social care|social services|social worker|asc", "housing": "housing association|housing officer|landlord", "council": "local authority|local council|county council",
		"vcse": "voluntary sector|charity|community group|third sector|voluntary organisation|voluntary", "self": "self referral|self referred|client|patient|self",
		"family": "friend|family member|carer|relative|friend or family|family friend", "job_centre": "jobcentre|jobcentre plus|dwp", "school": "college|education", "police": "police|constabulary",
		"fire": "fire and rescue", "ambulance": "paramedic", "faith": "church|mosque", "transfer": "other social prescribing service|transfer in|transferred", "cohort": "proactive|case finding|proactive cohort",
		"unknown": "not known|not stated|other|not recorded|n a",
	}
}

// stage reads what the other system called a stage. closed says that it was finished.
func stage(word string) (st caseload.Status, closed, ok bool) {
	folded := text.Fold(word)
	for _, s := range []caseload.Status{caseload.FirstContact, caseload.Engaging, caseload.Active, caseload.OnHold, caseload.SteppingDown} {
		if folded == text.Fold(string(s)) || folded == text.Fold(s.Words()) {
			return s, false, true
		}
	}
	code, ok := among(map[string]string{
		"first_contact": "new|allocated|awaiting first contact|awaiting contact|to contact|assigned|waiting|referred|pending|not yet contacted|waiting list",
		"engaging":      "open|in contact|assessment|initial assessment|contacted|engaged|started|ongoing|accepted|in assessment",
		"active":        "active|in progress|support plan|support plan agreed|plan agreed|working with|current|live|action plan|in support",
		"on_hold":       "paused|hold|suspended|deferred", "stepping_down": "discharging|follow up|followup|ending|step down|review|monitoring",
		"closed": "closed|discharged|complete|completed|ended|finished|inactive|archived|case closed|declined|rejected|deceased|withdrawn|cancelled|dna discharged|did not engage|transferred out",
	}, folded)
	return caseload.Status(code), code == "closed", ok
}

// means reads how somebody was in touch.
func means(word string) (contact.How, bool) {
	folded := text.Fold(word)
	for _, h := range contact.Hows() {
		if folded == text.Fold(string(h)) || folded == text.Fold(h.Words()) {
			return h, true
		}
	}
	code, ok := among(map[string]string{
		"phone": "telephone|call|phone call|telephone call|tel|telephone contact|telephone appointment|phone contact", "video": "video|teams|zoom|online|video appointment",
		"home": "home visit|visit|at home|domiciliary|client home", "practice": "gp practice|surgery|clinic|at the practice|gp surgery|in practice|face to face clinic|appointment",
		"community": "face to face|in person|community venue|meeting|f2f|cafe|library|office|outreach|face to face contact", "walk": "walk|walk and talk", "text": "sms|text message|whatsapp",
		"letter": "post|letter sent", "email": "e mail|email sent", "with_group": "accompanied|group visit|attended with|accompanied visit|joint visit",
	}, folded)
	return contact.How(code), ok
}

// went reads how a contact went; nothing said is that they spoke, or that it was sent.
func went(word string, how contact.How) (contact.Outcome, bool) {
	folded := text.Fold(word)
	if folded == "" {
		if how == contact.ByText || how == contact.ByLetter || how == contact.ByEmail {
			return contact.Sent, true
		}
		return contact.Spoke, true
	}
	for _, o := range contact.Outcomes() {
		if folded == text.Fold(string(o)) || folded == text.Fold(o.Words()) {
			return o, true
		}
	}
	code, ok := among(map[string]string{
		"spoke": "attended|completed|yes|contact made|successful|seen|spoken|answered|complete|spoke to client|y", "no_answer": "no reply|unanswered|no contact|unsuccessful|failed|no response|not answered",
		"left_message": "voicemail|message left|left voicemail|answerphone|left vm", "could_not_meet": "dna|did not attend|no show|not attended|no|n",
		"person_cancelled": "cancelled|cancelled by client|cancelled by patient|client cancelled|rearranged by client|patient cancelled", "worker_cancelled": "cancelled by worker|cancelled by service|cancelled by us",
		"not_brought": "was not brought|wnb", "sent": "sent|delivered",
	}, folded)
	return contact.Outcome(code), ok
}

// yes reads a tick. Nothing said is no; ok is false when it says neither.
func yes(word string) (is, ok bool) {
	switch text.Fold(word) {
	case "yes", "y", "true", "1", "x", "t", "ticked", "ydw", "ie", "urgent", "high", "required", "needed", "given", "obtained", "agreed", "consented":
		return true, true
	case "", "no", "n", "false", "0", "f", "none", "normal", "routine", "low", "medium", "standard", "not required", "not needed", "na", "nage":
		return false, true
	}
	return false, false
}

// several takes a cell apart that holds more than one thing.
func several(cell, between string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
