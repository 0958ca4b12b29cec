package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weft/internal/fixture"
	"weft/internal/webtest"
)

// row is one route as everybody meets it: an address with <names> of the town and the
// fields that are sent; who gets in (a form that then asks for more has let them in);
// and for whom it answers as if nothing were there. Everyone else is forbidden, and
// the public is asked to sign in. all: the route asks nobody who they are.
type row struct {
	at, sent    string
	may, absent string
	all         int
	away        bool // it leads to another site
}

// Who stands how to the person of the town.
const (
	reads   = "worker lead supervisor"
	works   = "worker lead"
	books   = "worker lead office"
	knows   = "worker lead triager office"
	sees    = knows + " supervisor safeguarding"
	strange = "colleague other-worker other-lead other-triager other-office other-supervisor other-safeguarding"
	triages = "lead triager"
	senders = "worker colleague lead triager office other-worker other-lead other-triager other-office"
	staff   = senders + " supervisor safeguarding other-supervisor other-safeguarding"
	editors = "worker colleague lead office other-worker other-lead other-office admin"
)

func public() map[string]row {
	return map[string]row{
		"GET /{$}":                          {at: "/", all: 200},
		"GET /home":                         {at: "/home", all: 303},
		"GET /while-you-wait":               {at: "/while-you-wait", all: 200},
		"GET /help":                         {at: "/help", all: 200},
		"GET /accessibility":                {at: "/accessibility", all: 200},
		"GET /privacy":                      {at: "/privacy", all: 200},
		"GET /soon":                         {at: "/soon", all: 200},
		"GET /livez":                        {at: "/livez", all: 200},
		"GET /readyz":                       {at: "/readyz", all: 200},
		"/":                                 {at: "/no/such/page", all: 404},
		"GET /directory":                    {at: "/directory", all: 200},
		"GET /directory/{group}":            {at: "/directory/<group>", all: 200},
		"GET /sign-in":                      {at: "/sign-in", all: 200},
		"POST /sign-in":                     {at: "/sign-in", all: 401},
		"POST /sign-out":                    {at: "/sign-out", all: 303},
		"GET /reset/{token}":                {at: "/reset/NONE", all: 404},
		"POST /reset/{token}":               {at: "/reset/NONE", all: 404},
		"GET /setup/{token}":                {at: "/setup/NONE", all: 404},
		"POST /setup/{token}":               {at: "/setup/NONE", all: 404},
		"GET /refer/{secret}":               {at: "/refer/NONE", all: 404},
		"GET /g/{token}":                    {at: "/g/NONE", all: 404},
		"POST /g/{token}/code":              {at: "/g/NONE/code", all: 404},
		"POST /g/{token}/open":              {at: "/g/NONE/open", all: 404},
		"GET /g/{token}/answer":             {at: "/g/NONE/answer", all: 404},
		"POST /g/{token}/answer":            {at: "/g/NONE/answer", all: 404},
		"POST /g/{token}/came":              {at: "/g/NONE/came", all: 404},
		"GET /group/entry/{token}":          {at: "/group/entry/NONE", all: 404},
		"POST /group/entry/{token}/right":   {at: "/group/entry/NONE/right", all: 404},
		"POST /group/entry/{token}/changed": {at: "/group/entry/NONE/changed", sent: "words=x", all: 404},
		"GET /group/entry/thanks":           {at: "/group/entry/thanks", all: 200},
		"GET /g/{token}/thanks":             {at: "/g/NONE/thanks", all: 200},
		"GET /find/{key}":                   {at: "/find/none", all: 303}, // what was searched for is in the session
		"POST /draft/discard":               {at: "/draft/discard", sent: "form=/refer", all: 303},
		"GET /account":                      {at: "/account", may: everyone()},
		"POST /account":                     {at: "/account", may: everyone()},
		"POST /draft":                       {at: "/draft?form=/refer", may: everyone()},
	}
}

func everyone() string {
	return strings.Join(slices.DeleteFunc(roles(), func(r string) bool { return r == "public" }), " ")
}

func coming() map[string]row {
	const known = senders + " supervisor other-supervisor referrer fellow-referrer receptionist other-receptionist clinician"
	const mine, not = "referrer receptionist", "supervisor other-supervisor fellow-referrer other-receptionist clinician"
	const outside = "other-lead other-triager"
	const away = outside + " worker colleague supervisor other-worker other-supervisor"
	const pausing, asking = "worker colleague lead triager office supervisor other-worker other-lead other-triager other-office other-supervisor", "worker colleague lead other-worker other-lead"
	const deciding, notDeciding = "lead supervisor", "other-lead other-supervisor"
	return map[string]row{
		"GET /refer":                              {at: "/refer", may: known},
		"POST /refer":                             {at: "/refer", may: known},
		"GET /my-referrals":                       {at: "/my-referrals", may: mine + " " + not},
		"GET /my-referrals/{ref}":                 {at: "/my-referrals/<referral>", may: mine, absent: not},
		"POST /my-referrals/{ref}/reply":          {at: "/my-referrals/<referral>/reply", sent: "answer=Yes", may: mine, absent: not},
		"POST /referrals/{id}/wait":               {at: "/referrals/<ready>/wait", sent: "version=2&band=in_turn", may: triages, absent: outside},
		"POST /team/limit":                        {at: "/team/limit", sent: "limit=180", may: "lead other-lead"},
		"GET /team/waiting":                       {at: "/team/waiting", may: triages + " " + outside},
		"GET /team/waiting/{referral}":            {at: "/team/waiting/<waits>", may: triages, absent: outside},
		"POST /team/waiting/{referral}/band":      {at: "/team/waiting/<waits>/band", sent: "version=2&band=in_turn", may: triages, absent: outside},
		"POST /team/waiting/{referral}/offer":     {at: "/team/waiting/<waits>/offer", sent: "version=2&worker=<worker>", may: triages, absent: outside},
		"POST /team/waiting/{referral}/take-back": {at: "/team/waiting/<waits>/take-back", sent: "version=2", may: triages, absent: outside},
		"POST /team/waiting/{referral}/contacted": {at: "/team/waiting/<waits>/contacted", sent: "version=2&how=phone", may: triages, absent: outside},
		"POST /team/waiting/{referral}/left":      {at: "/team/waiting/<waits>/left", sent: "version=2&end=withdrawn", may: triages, absent: outside},
		"GET /team/offers":                        {at: "/team/offers", may: "worker colleague other-worker"},
		"POST /team/offers/{offer}/accept":        {at: "/team/offers/<offer>/accept", may: "worker", absent: "colleague other-worker"},
		"POST /team/offers/{offer}/decline":       {at: "/team/offers/<offer>/decline", may: "worker", absent: "colleague other-worker"},
		"GET /team":                               {at: "/team", may: "lead other-lead"},
		"GET /team/pause":                         {at: "/team/pause", may: pausing},
		"POST /team/pause":                        {at: "/team/pause", may: "lead other-lead", absent: "supervisor other-supervisor"},
		"GET /team/pause/ask":                     {at: "/team/pause/ask", may: asking},
		"POST /team/pause/ask":                    {at: "/team/pause/ask", may: asking},
		"GET /team/pause/{pause}":                 {at: "/team/pause/<pause>", may: "worker " + deciding, absent: "colleague triager office other-worker other-triager other-office " + notDeciding},
		"POST /team/pause/{pause}/agree":          {at: "/team/pause/<pause>/agree", sent: "version=1", may: deciding, absent: notDeciding},
		"POST /team/pause/{pause}/refuse":         {at: "/team/pause/<pause>/refuse", sent: "version=1&answer=Later", may: deciding, absent: notDeciding},
		"POST /team/pause/{pause}/withdraw":       {at: "/team/pause/<pause>/withdraw", sent: "version=1", may: "worker", absent: "colleague lead other-worker other-lead"},
		"POST /team/pause/{pause}/look":           {at: "/team/pause/<running>/look", sent: "version=1&outcome=end", may: "lead", absent: "supervisor " + notDeciding},
		"POST /my-referrals/{ref}/withdraw":       {at: "/my-referrals/<referral>/withdraw", may: mine, absent: not},
		"POST /referrals/{id}/let-in":             {at: "/referrals/<referral>/let-in", sent: "version=1", may: triages, absent: outside},
		"GET /referrals":                          {at: "/referrals", may: senders},
		"GET /referrals/new":                      {at: "/referrals/new", may: senders},
		"POST /referrals/new":                     {at: "/referrals/new", may: senders},
		"GET /referrals/{id}":                     {at: "/referrals/<referral>", may: triages, absent: away},
		"POST /referrals/{id}/read":               {at: "/referrals/<referral>/read", sent: "version=1", may: triages, absent: outside},
		"POST /referrals/{id}/accept":             {at: "/referrals/<referral>/accept", sent: "version=1", may: triages, absent: outside},
		"GET /referrals/{id}/decline":             {at: "/referrals/<referral>/decline", may: triages, absent: away},
		"POST /referrals/{id}/decline":            {at: "/referrals/<referral>/decline", sent: "version=1&decline=age&alternative=Ring", may: triages, absent: outside},
		"GET /referrals/{id}/ask":                 {at: "/referrals/<referral>/ask", may: triages, absent: away},
		"POST /referrals/{id}/ask":                {at: "/referrals/<referral>/ask", sent: "version=1&question=Who", may: triages, absent: outside},
		"POST /referrals/{id}/answered":           {at: "/referrals/<referral>/answered", sent: "version=1&answer=Yes", may: triages, absent: outside},
		"POST /referrals/{id}/join":               {at: "/referrals/<referral>/join", sent: "version=1&known=<known>", may: triages, absent: outside},
		"POST /referrals/{id}/part":               {at: "/referrals/<referral>/part", sent: "version=1", may: triages, absent: outside},
		"POST /referrals/{id}/end":                {at: "/referrals/<referral>/end", sent: "version=1&end=withdrawn", may: triages, absent: outside},
		"POST /referrals/{id}/allocate":           {at: "/referrals/<referral>/allocate", sent: "version=1&worker=<worker>", may: triages, absent: outside},
	}
}

// telephone is who rang and who rings back. The queue answers everyone who has a telephone.
func telephone() map[string]row {
	const near, far = "worker colleague lead triager office", "other-worker other-lead other-triager other-office"
	const c = "/calls/<call>"
	return map[string]row{
		"GET /calls":                  {at: "/calls", may: senders},
		"GET /calls/new":              {at: "/calls/new", may: senders},
		"POST /calls/new":             {at: "/calls/new", sent: "who=Ann", may: senders},
		"GET /calls/{call}":           {at: c, may: near, absent: far},
		"POST /calls/{call}/take":     {at: c + "/take", sent: "version=1", may: near, absent: far},
		"POST /calls/{call}/back":     {at: c + "/back", sent: "version=1", may: near, absent: far},
		"POST /calls/{call}/done":     {at: c + "/done", sent: "version=1", may: near, absent: far},
		"POST /calls/{call}/match":    {at: c + "/match", sent: "version=1", may: near, absent: far},
		"POST /calls/{call}/stand-in": {at: c + "/stand-in", may: "", absent: far},
		"GET /calls/rota":             {at: "/calls/rota", may: "lead office other-lead other-office"},
		"POST /calls/rota":            {at: "/calls/rota", may: "lead office other-lead other-office"},
	}
}

// aDoor are the pages of a person's connections.
func aDoor() map[string]row {
	const caseless = "colleague other-worker other-lead"
	n := "/people/<person>/connections/<connection>"
	return map[string]row{
		"GET /people/{id}/connect":                                {at: "/people/<person>/connect", may: works, absent: caseless},
		"POST /people/{id}/connect/not":                           {at: "/people/<person>/connect/not", sent: "group=<group>&why_not=cost", may: works, absent: caseless},
		"POST /people/{id}/connect/nothing":                       {at: "/people/<person>/connect/nothing", sent: "need=money", may: works, absent: caseless},
		"POST /people/{id}/connect/suggest":                       {at: "/people/<person>/connect/suggest", sent: "group=<group>", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/chosen":       {at: n + "/chosen", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/not-chosen":   {at: n + "/not-chosen", may: works, absent: caseless},
		"GET /people/{id}/connections/{connection}/barrier":       {at: n + "/barrier", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/barrier":      {at: n + "/barrier", sent: "barrier=cost&version=1", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/barrier-gone": {at: n + "/barrier-gone", may: works, absent: caseless},
		"GET /people/{id}/connect/{group}":                        {at: "/people/<person>/connect/<group>", may: works, absent: caseless},
		"POST /people/{id}/connect/{group}":                       {at: "/people/<person>/connect/<group>", may: works, absent: caseless},
		"GET /people/{id}/connections":                            {at: "/people/<person>/connections", may: reads, absent: caseless + " other-supervisor"},
		"GET /people/{id}/connections/{connection}/reply":         {at: n + "/reply", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/reply":        {at: n + "/reply", sent: "answer=accept&version=1", may: works, absent: caseless},
		"GET /people/{id}/connections/{connection}/came":          {at: n + "/came", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/came":         {at: n + "/came", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/settled":      {at: n + "/settled", may: works, absent: caseless},
		"GET /people/{id}/connections/{connection}/stop":          {at: n + "/stop", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/stop":         {at: n + "/stop", may: works, absent: caseless},
		"POST /people/{id}/connections/{connection}/link":         {at: n + "/link", may: works, absent: caseless},
	}
}

func aPerson() map[string]row {
	const caseless = "colleague other-worker other-lead"
	c := "/people/<person>/contact/<contact>"
	return map[string]row{
		"GET /today":                                 {at: "/today", may: "worker colleague lead other-worker other-lead"},
		"GET /people":                                {at: "/people", may: "worker colleague lead office supervisor other-worker other-lead other-office other-supervisor"},
		"POST /find":                                 {at: "/find", sent: "q=Dilys", may: staff},
		"GET /people/{id}":                           {at: "/people/<person>", may: sees, absent: strange},
		"GET /people/{id}/plan":                      {at: "/people/<person>/plan", may: reads, absent: strange},
		"GET /people/{id}/sharing":                   {at: "/people/<person>/sharing", may: sees, absent: strange},
		"POST /people/{id}/sharing":                  {at: "/people/<person>/sharing", sent: "scope=practice&agreed=no", may: knows, absent: strange},
		"GET /people/{id}/details":                   {at: "/people/<person>/details", may: sees, absent: strange},
		"GET /people/{id}/details/edit":              {at: "/people/<person>/details/edit", may: knows, absent: strange},
		"POST /people/{id}/details/edit":             {at: "/people/<person>/details/edit", may: knows, absent: strange},
		"GET /people/{id}/contact/new":               {at: "/people/<person>/contact/new", may: works, absent: strange},
		"POST /people/{id}/contact/new":              {at: "/people/<person>/contact/new", sent: "how=phone&outcome=spoke", may: works, absent: strange},
		"GET /people/{id}/contact/{contact}":         {at: c, may: reads, absent: strange},
		"POST /people/{id}/contact/{contact}/copied": {at: c + "/copied", may: works, absent: strange},
		"POST /people/{id}/contact/{contact}/undo":   {at: c + "/undo", may: works, absent: caseless},
		"POST /people/{id}/no-answer":                {at: "/people/<person>/no-answer", may: works, absent: strange},
		"GET /people/{id}/conversation":              {at: "/people/<person>/conversation", may: works, absent: strange},
		"POST /people/{id}/conversation":             {at: "/people/<person>/conversation", sent: "matters=Roses", may: works, absent: strange},
		"GET /people/{id}/plan/edit":                 {at: "/people/<person>/plan/edit", may: works, absent: strange},
		"POST /people/{id}/plan/edit":                {at: "/people/<person>/plan/edit", sent: "goal0=Sing&version=1", may: works, absent: strange},
		"POST /people/{id}/plan/agree":               {at: "/people/<person>/plan/agree", sent: "version=1", may: works, absent: strange},
		"GET /people/{id}/text":                      {at: "/people/<person>/text", may: books, absent: strange},
		"POST /people/{id}/text":                     {at: "/people/<person>/text", sent: "phrase=person.tried&lang=en&do=send", may: books, absent: strange},
		"GET /people/{id}/letter":                    {at: "/people/<person>/letter", may: books, absent: strange},
		"POST /people/{id}/letter":                   {at: "/people/<person>/letter", sent: "phrase=person.tried&lang=en&format=large&do=send", may: books, absent: strange},
		"GET /people/{id}/next":                      {at: "/people/<person>/next", may: books, absent: strange},
		"POST /people/{id}/next":                     {at: "/people/<person>/next", may: books, absent: strange},
		"GET /people/{id}/close":                     {at: "/people/<person>/close", may: works, absent: strange},
		"POST /people/{id}/close":                    {at: "/people/<person>/close", sent: "version=1&reason=goals_met", may: works, absent: strange},
		"GET /people/{id}/concern":                   {at: "/people/<person>/concern", may: sees, absent: strange},
		"POST /people/{id}/concern":                  {at: "/people/<person>/concern", sent: "words=Bruises", may: sees, absent: strange},
		"GET /concern/new":                           {at: "/concern/new", may: staff},
		"POST /concern/new":                          {at: "/concern/new", sent: "words=Bruises&about=A+child", may: staff},
		"GET /concerns":                              {at: "/concerns", may: "safeguarding other-safeguarding"},
		"GET /concerns/{concern}":                    {at: "/concerns/<concern>", may: "safeguarding", absent: "other-safeguarding"},
		"POST /concerns/{concern}":                   {at: "/concerns/<concern>", sent: "version=1&to=monitor&decision=Watch", may: "safeguarding", absent: "other-safeguarding"},
	}
}

func aPlan() map[string]row {
	const at = "/people/<person>"
	return map[string]row{
		"GET /people/{id}/plan/action/{action}":        {at: at + "/plan/action/<action>", may: works, absent: strange},
		"POST /people/{id}/plan/action/{action}":       {at: at + "/plan/action/<action>", sent: "to=done&version=1", may: works, absent: strange},
		"GET /people/{id}/plan/goal/{goal}":            {at: at + "/plan/goal/<goal>", may: works, absent: strange},
		"POST /people/{id}/plan/goal/{goal}":           {at: at + "/plan/goal/<goal>", sent: "to=set_aside&version=1", may: works, absent: strange},
		"GET /people/{id}/plan/copy":                   {at: at + "/plan/copy", may: works, absent: strange},
		"POST /people/{id}/plan/copy":                  {at: at + "/plan/copy", sent: "holder=person&how=printed", may: works, absent: strange},
		"GET /people/{id}/plan/supporter":              {at: at + "/plan/supporter", may: works, absent: strange},
		"POST /people/{id}/plan/supporter":             {at: at + "/plan/supporter", sent: "name=Joan", may: works, absent: strange},
		"GET /people/{id}/plan/supporter/{supporter}":  {at: at + "/plan/supporter/<supporter>", may: works, absent: strange},
		"POST /people/{id}/plan/supporter/{supporter}": {at: at + "/plan/supporter/<supporter>", sent: "name=Joan&version=1", may: works, absent: strange},
		"GET /people/{id}/plan/versions":               {at: at + "/plan/versions", may: reads, absent: strange},
		"GET /people/{id}/plan/versions/{plan}":        {at: at + "/plan/versions/<plan>", may: reads, absent: strange},
		"GET /people/{id}/plan/print":                  {at: at + "/plan/print", may: reads, absent: strange},
		"GET /people/{id}/visit":                       {at: at + "/visit", may: works, absent: strange},
		"GET /people/{id}/review":                      {at: at + "/review", may: works, absent: strange},
		"POST /people/{id}/review":                     {at: at + "/review", sent: "version=1", may: works, absent: strange},
	}
}

// casework is what happens to a case and its entries beside the plan.
func casework() map[string]row {
	c := "/people/<person>/contact/<contact>"
	return map[string]row{
		"POST /people/{id}/next/confirm":             {at: "/people/<person>/next/confirm", sent: "how=phone", may: books, absent: strange},
		"POST /people/{id}/next/interpreter":         {at: "/people/<person>/next/interpreter", sent: "interpreter=requested", may: books, absent: strange},
		"GET /people/{id}/contact/{contact}/edit":    {at: c + "/edit", may: works, absent: strange},
		"POST /people/{id}/contact/{contact}/edit":   {at: c + "/edit", sent: "note=Roses&version=1", may: works, absent: strange},
		"POST /people/{id}/contact/{contact}/strike": {at: c + "/strike", sent: "strike_why=No&version=1", may: works, absent: strange},
		"GET /people/{id}/contact/{contact}/move":    {at: c + "/move", may: works, absent: strange},
		"POST /people/{id}/contact/{contact}/move":   {at: c + "/move", sent: "q=Lloyd&version=1", may: works, absent: strange},
		"GET /reflections":                           {at: "/reflections", may: "worker colleague lead other-worker other-lead"},
		"POST /reflections":                          {at: "/reflections", sent: "words=Tired", may: "worker colleague lead other-worker other-lead"},
		"POST /reflections/{reflection}/forget":      {at: "/reflections/<reflection>/forget", may: "worker", absent: "colleague lead other-worker other-lead"},
		"GET /register/new":                          {at: "/register/new", may: "worker colleague lead other-worker other-lead"},
		"POST /register/new":                         {at: "/register/new", sent: "kind=drop_in&others=3", may: "worker colleague lead other-worker other-lead"},
		"GET /people/{id}/hold":                      {at: "/people/<person>/hold", may: works, absent: strange},
		"POST /people/{id}/hold":                     {at: "/people/<person>/hold", sent: "version=2", may: works, absent: strange},
		"GET /people/{id}/take-up":                   {at: "/people/<person>/take-up", may: works, absent: strange},
		"POST /people/{id}/take-up":                  {at: "/people/<person>/take-up", sent: "version=2&next=week", may: works, absent: strange},
		"GET /people/{id}/step-down":                 {at: "/people/<person>/step-down", may: works, absent: strange},
		"POST /people/{id}/step-down":                {at: "/people/<person>/step-down", sent: "version=2", may: works, absent: strange},
		"GET /people/{id}/level":                     {at: "/people/<person>/level", may: works, absent: strange},
		"POST /people/{id}/level":                    {at: "/people/<person>/level", sent: "version=2&level=light", may: works, absent: strange},
		"GET /people/{id}/hand-over":                 {at: "/people/<person>/hand-over", may: works, absent: strange},
		"POST /people/{id}/hand-over":                {at: "/people/<person>/hand-over", sent: "version=2&worker=<worker>", may: works, absent: strange},
		"GET /people/{id}/reopen":                    {at: "/people/<person>/reopen", may: works, absent: strange},
		"POST /people/{id}/reopen":                   {at: "/people/<person>/reopen", may: works, absent: strange},
		"GET /people/{id}/follow-up":                 {at: "/people/<person>/follow-up", may: works, absent: strange},
		"POST /people/{id}/follow-up":                {at: "/people/<person>/follow-up", sent: "how=phone&outcome=spoke", may: works, absent: strange},
		"GET /people/{id}/died":                      {at: "/people/<person>/died", may: knows, absent: strange},
		"POST /people/{id}/died":                     {at: "/people/<person>/died", may: knows, absent: strange},
		"GET /people/{id}/not-died":                  {at: "/people/<person>/not-died", may: "lead", absent: strange},
		"POST /people/{id}/not-died":                 {at: "/people/<person>/not-died", sent: "why=Her+sister", may: "lead", absent: strange},
	}
}

// aFamily is the people round a person.
func aFamily() map[string]row {
	at := "/people/<person>/family"
	r := at + "/<related>"
	const booked = "worker lead office"
	return map[string]row{
		"GET /people/{id}/family":                   {at: at, may: sees, absent: strange},
		"GET /people/{id}/family/new":               {at: at + "/new", may: knows, absent: strange},
		"POST /people/{id}/family/new":              {at: at + "/new", sent: "name=Huw", may: knows, absent: strange},
		"GET /people/{id}/family/young":             {at: at + "/young", may: knows, absent: strange},
		"POST /people/{id}/family/young":            {at: at + "/young", sent: "school=High", may: knows, absent: strange},
		"GET /people/{id}/family/decision":          {at: at + "/decision", may: knows, absent: strange},
		"POST /people/{id}/family/decision":         {at: at + "/decision", sent: "words=May", may: knows, absent: strange},
		"GET /people/{id}/family/caring":            {at: at + "/caring", may: knows, absent: strange},
		"POST /people/{id}/family/caring":           {at: at + "/caring", sent: "cares=yes", may: knows, absent: strange},
		"GET /people/{id}/family/worker":            {at: at + "/worker", may: knows, absent: strange},
		"POST /people/{id}/family/worker":           {at: at + "/worker", sent: "gender=A+woman", may: knows, absent: strange},
		"GET /people/{id}/family/change":            {at: at + "/change", may: booked, absent: strange},
		"POST /people/{id}/family/change":           {at: at + "/change", sent: "reason=Far", may: booked, absent: strange},
		"GET /people/{id}/family/{related}":         {at: r, may: knows, absent: strange},
		"POST /people/{id}/family/{related}":        {at: r, sent: "name=Gwen&version=1", may: knows, absent: strange},
		"GET /people/{id}/family/{related}/speak":   {at: r + "/speak", may: knows, absent: strange},
		"POST /people/{id}/family/{related}/speak":  {at: r + "/speak", sent: "answer=no", may: knows, absent: strange},
		"GET /people/{id}/family/{related}/plan":    {at: r + "/plan", may: knows, absent: strange},
		"POST /people/{id}/family/{related}/plan":   {at: r + "/plan", sent: "name=Gwen", may: knows, absent: strange},
		"GET /people/{id}/family/{related}/end":     {at: r + "/end", may: knows, absent: strange},
		"POST /people/{id}/family/{related}/end":    {at: r + "/end", sent: "version=1", may: knows, absent: strange},
		"GET /people/{id}/family/{related}/link":    {at: r + "/link", may: knows, absent: strange},
		"POST /people/{id}/family/{related}/find":   {at: r + "/find", sent: "q=Osian", may: knows, absent: strange},
		"POST /people/{id}/family/{related}/link":   {at: r + "/link", sent: "q=Osian", may: knows, absent: strange},
		"POST /people/{id}/family/links/{link}/end": {at: at + "/links/<link>/end", may: "lead triager office", absent: strange + " worker"},
		"GET /people/{id}/looked":                   {at: "/people/<person>/looked", may: works, absent: strange},
		"GET /people/{id}/looked/print":             {at: "/people/<person>/looked/print", may: works, absent: strange},
		"GET /changes":                              {at: "/changes", may: triages + " other-lead other-triager"},
		"POST /changes/{change}":                    {at: "/changes/<change>", sent: "version=1&to=arranged", may: triages, absent: "other-lead other-triager"},
	}
}

func keeping() map[string]row {
	const admin = "admin"
	o, a, g, v := "/admin/organisations/<org>", "/admin/accounts/<account>", "/directory/<group>", "/admin/services/<service>"
	return map[string]row{
		"GET /directory/new":                   {at: "/directory/new", may: editors},
		"POST /directory/new":                  {at: "/directory/new", may: editors},
		"GET /directory/{group}/edit":          {at: g + "/edit", may: editors},
		"POST /directory/{group}/edit":         {at: g + "/edit", sent: "name=Choir&needs=loneliness&version=1", may: editors},
		"POST /directory/{group}/confirm":      {at: g + "/confirm", may: editors, absent: "group"},
		"POST /directory/{group}/full":         {at: g + "/full", may: editors, absent: "group"},
		"POST /directory/{group}/room":         {at: g + "/room", may: editors, absent: "group"},
		"POST /directory/{group}/state":        {at: g + "/state", sent: "to=suspended&version=1", may: editors},
		"POST /directory/{group}/tip":          {at: g + "/tip", sent: "tip=Side+door", may: "worker colleague lead other-worker other-lead"},
		"POST /directory/{group}/tip/strike":   {at: g + "/tip/strike", sent: "tip=<tip>", may: "worker colleague lead other-worker other-lead"},
		"GET /admin":                           {at: "/admin", may: admin},
		"GET /admin/organisations":             {at: "/admin/organisations", may: admin},
		"POST /admin/organisations":            {at: "/admin/organisations", may: admin},
		"GET /admin/organisations/{id}":        {at: o, may: admin},
		"POST /admin/organisations/{id}/link":  {at: o + "/link", sent: "service=<service>", may: admin},
		"POST /admin/organisations/{id}/join":  {at: o + "/join", sent: "service=<service>", may: admin},
		"GET /admin/services":                  {at: "/admin/services", may: admin},
		"POST /admin/services":                 {at: "/admin/services", may: admin},
		"GET /admin/accounts":                  {at: "/admin/accounts", may: admin},
		"POST /admin/accounts":                 {at: "/admin/accounts", may: admin},
		"GET /admin/accounts/{id}":             {at: a, may: admin},
		"POST /admin/accounts/{id}/role":       {at: a + "/role", sent: "role=link_worker&at=<service>", may: admin},
		"POST /admin/accounts/{id}/end-role":   {at: a + "/end-role", sent: "assignment=<assignment>", may: admin},
		"POST /admin/accounts/{id}/link":       {at: a + "/link", may: admin},
		"GET /admin/accounts/{id}/leave":       {at: a + "/leave", may: admin},
		"POST /admin/accounts/{id}/leave":      {at: a + "/leave", may: admin},
		"GET /admin/accounts/list":             {at: "/admin/accounts/list", may: admin},
		"POST /admin/accounts/list":            {at: "/admin/accounts/list", may: admin},
		"POST /admin/organisations/{id}/about": {at: o + "/about", sent: "version=1&name=Fellside&nation=england", may: admin},
		"POST /admin/organisations/{id}/close": {at: o + "/close", may: admin},
		"GET /admin/services/{id}":             {at: v, may: admin},
		"POST /admin/services/{id}":            {at: v, sent: "version=1&name=Weft&nation=england", may: admin},
		"POST /admin/services/{id}/team":       {at: v + "/team", sent: "team_name=North", may: admin},
		"POST /admin/services/{id}/post":       {at: v + "/post", may: admin},
		"POST /admin/services/{id}/end-post":   {at: v + "/end-post", sent: "post=<post>", may: admin},
		"GET /outbox":                          {at: "/outbox", may: "admin office other-office"},
		"GET /outbox/print":                    {at: "/outbox/print", may: "admin office other-office"},
		"POST /outbox/print":                   {at: "/outbox/print", sent: "letter=<letter>", may: "admin " + books, absent: "other-office colleague other-worker other-lead"},
		"GET /outbox/{message}":                {at: "/outbox/<letter>", may: "admin " + books, absent: "other-office colleague other-worker other-lead"},
		"GET /outbox/{message}/print":          {at: "/outbox/<letter>/print", may: books, absent: "other-office colleague other-worker other-lead"},
		"POST /outbox/{message}":               {at: "/outbox/<message>", sent: "do=stop", may: "admin " + books, absent: "other-office colleague other-worker other-lead"},
		"GET /audit":                           {at: "/audit", may: admin},
	}
}

func wording() map[string]row {
	const edits = "lead other-lead admin"
	const need, first = "/admin/lists/needs/money", "/admin/due/first-try"
	return map[string]row{
		"GET /admin/words":                          {at: "/admin/words", may: edits},
		"GET /admin/lists":                          {at: "/admin/lists", may: edits},
		"GET /admin/templates":                      {at: "/admin/templates", may: edits},
		"GET /admin/due":                            {at: "/admin/due", may: edits},
		"GET /admin/lists/{list}":                   {at: "/admin/lists/needs", may: edits},
		"POST /admin/lists/{list}":                  {at: "/admin/lists/needs", may: edits},
		"GET /admin/lists/{list}/{code}":            {at: need, may: edits},
		"POST /admin/lists/{list}/{code}":           {at: need, may: edits},
		"POST /admin/lists/{list}/{code}/take-back": {at: need + "/take-back", sent: "change=<words>", may: "lead admin"},
		"GET /admin/due/{code}":                     {at: first, may: edits},
		"POST /admin/due/{code}":                    {at: first, may: edits},
		"POST /admin/due/{code}/take-back":          {at: first + "/take-back", sent: "change=<due>", may: "lead admin"},
	}
}

// table is every route of the program.
func table(t *testing.T, patterns []string) map[string]row {
	t.Helper()
	out := map[string]row{}
	for _, part := range []map[string]row{public(), waysIn(), coming(), telephone(), aPerson(), aDoor(), aPlan(), casework(), aFamily(), keeping(), wording(), supporting()} {
		for p, r := range part {
			out[p] = r
		}
	}
	for _, p := range patterns {
		if _, ok := out[p]; !ok {
			t.Errorf("%s is in no row: say who may", p)
		}
	}
	for p, r := range out {
		if !slices.Contains(patterns, p) {
			t.Errorf("%s has a row and is no route", p)
		}
		for _, role := range strings.Fields(r.may + " " + r.absent) {
			if !slices.Contains(roles(), role) {
				t.Errorf("%s: there is no role %q", p, role)
			}
		}
	}
	return out
}

func (r row) method(pattern string) string {
	m, _, _ := strings.Cut(pattern, " ")
	if m == pattern {
		return http.MethodGet
	}
	return m
}

func (r row) want(role string) string {
	switch {
	case slices.Contains(strings.Fields(r.may), role):
		return "let in"
	case slices.Contains(strings.Fields(r.absent), role):
		return "nothing there"
	case role == "public":
		return "sign in first"
	}
	return "forbidden"
}

func got(p *webtest.Page) string {
	switch {
	case p.Status == http.StatusUnauthorized, strings.HasPrefix(p.Header.Get("Location"), "/sign-in"):
		return "sign in first"
	case p.Status == http.StatusForbidden:
		return "forbidden"
	case p.Status == http.StatusNotFound:
		return "nothing there"
	case p.Status == http.StatusInternalServerError:
		return "broken"
	}
	return "let in"
}

func (w town) ask(c *webtest.Client, method, at, sent string) *webtest.Page {
	var fields url.Values
	if method == http.MethodPost {
		fields, _ = url.ParseQuery(sent)
	}
	return c.Send(c.Request(method, at, fields))
}

// sameWithoutIDs is an answer without the ids of its own address.
func sameWithoutIDs(p *webtest.Page) string {
	return regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}`).ReplaceAllString(webtest.Alike(p), "ID")
}

func TestEveryRouteAnswersEveryRoleAsTheTableSays(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	rows, clients := table(t, w.Patterns), w.clients(t)
	for pattern, r := range rows {
		for _, role := range roles() {
			if r.method(pattern) == http.MethodGet {
				w.meets(t, clients[role], pattern, role, r)
				continue
			}
			w.Undone(t, func(x *fixture.House) { w.meets(t, clients[role].On(webtest.New(t, x)), pattern, role, r) })
		}
	}
}

// meets tries a route as a role.
func (w town) meets(t *testing.T, c *webtest.Client, pattern, role string, r row) {
	t.Helper()
	p := w.ask(c, r.method(pattern), w.fill(r.at), w.fill(r.sent))
	if r.all != 0 {
		if p.Status != r.all && !(p.Status == http.StatusSeeOther && role != "public" && r.method(pattern) == http.MethodGet) {
			t.Errorf("%s as %s answers %d, want %d", pattern, role, p.Status, r.all)
		}
		return
	}
	if got(p) != r.want(role) {
		t.Errorf("%s as %s: %s (%d), want %s", pattern, role, got(p), p.Status, r.want(role))
	}
	if r.want(role) != "nothing there" {
		return
	}
	none := w.ask(c, r.method(pattern), w.emptied(r.at), w.emptied(r.sent))
	if a, b := sameWithoutIDs(p), sameWithoutIDs(none); a != b {
		t.Errorf("%s as %s answers otherwise than for a record that does not exist:\n%s\n%s", pattern, role, a, b)
	}
	if p.Header.Get("Location") != "" || strings.Contains(p.Body, w.Referral.PersonName) || strings.Contains(p.Body, w.fresh.Referral.PersonName) {
		t.Errorf("%s as %s tells more than that nothing is there", pattern, role)
	}
}
