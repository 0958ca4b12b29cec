package group

// venues are the places where groups meet, one a line:
// key | name | street | town | postcode | how to get there | what helps disabled people.
func venues() string {
	return `
quays|The Quays Community Hall|Wharf Street|Aldermoor|QZ3 1AA|Buses 4 and 7 stop outside. Four parking bays for blue badges.|Two steps and a handrail at the front; a ramp at the side; hearing loop
tenter|Tenter Street Chapel|Tenter Street|Aldermoor|QZ1 1AB|Five minutes' walk from the bus station, flat.|Step-free; accessible toilet; large-print hymn sheets
library|Aldermoor Library|Market Place|Aldermoor|QZ1 2AA|Every town bus stops in Market Place.|Step-free; lift; hearing loop; quiet room
wmlib|Westmere Library|Westmere High Street|Westmere|QZ4 1AA|Bus 7, and ten minutes from the railway station.|Step-free; automatic door; hearing loop
allot|Gas Street Allotments|Gas Street|Aldermoor|QZ1 3AD|Bus 4 to Gas Street, then a lane of 200 yards.|Two raised beds; level path of fine gravel; no toilet for wheelchairs
stoswin|St Oswin's Church Hall|St Oswin's Road|Aldermoor|QZ2 1AA|Bus 9 stops at the gate.|Step-free from the car park; accessible toilet
mosque|Noor Community Centre|Victoria Terrace|Aldermoor|QZ2 2AB|Buses 3 and 9.|Step-free; separate rooms for women; accessible toilet
leisure|Alder Leisure Centre|Brook Street|Aldermoor|QZ2 3AA|Buses 3, 4 and 9. Free parking for two hours.|Step-free; pool hoist; changing place; lift
mill|Bobbin Mill Arts|Bobbin Lane|Aldermoor|QZ1 1AD|Three minutes' walk from Market Place, cobbles at the end.|Lift to every floor; hearing loop; relaxed sessions
lunch|Mill Row Methodist Rooms|Mill Row|Aldermoor|QZ1 1AA|Bus 4 to Mill Row.|Fourteen stairs and no lift
foodbank|The Old Co-op|Shuttle Street|Aldermoor|QZ1 4AA|Two minutes from the bus station.|Step-free; seats in the queue
advice|Advice House|Market Place|Aldermoor|QZ1 2AB|Every town bus stops in Market Place.|Step-free; private rooms; hearing loop
town hall|Aldermoor Town Hall|Market Place|Aldermoor|QZ1 2AD|Every town bus stops in Market Place.|Ramp at the side door; lift; accessible toilet
canal|Lock Keeper's Cottage|Lock Lane|Aldermoor|QZ3 2AA|Bus 7 to Lock Lane. The towpath is level.|One step; path firm in dry weather
boat|The Good Ship Alder, Coal Yard Basin|Coal Yard Lane|Aldermoor|QZ3 3AB|Bus 7, then five minutes.|Wheelchair lift on board
park|Victoria Park Pavilion|Victoria Terrace|Aldermoor|QZ2 2AA|Buses 3 and 9.|Level paths; benches every hundred yards; accessible toilet
hub|Aldermoor Together Hub|Chapel Street|Aldermoor|QZ1 1BA|Four minutes from the bus station.|Step-free; quiet room; accessible toilet
college|Alder Valley College|Albert Street|Aldermoor|QZ2 4AA|Buses 3 and 9; bikes welcome.|Step-free; lifts; a person to meet you at reception
youth|The Dyehouse|Dyehouse Lane|Aldermoor|QZ1 4BB|Three minutes from Market Place.|Step-free ground floor; chill-out room
rugby|Alder Vale Rugby Club|Cemetery Road|Aldermoor|QZ2 3BD|Bus 9; large car park.|Step-free bar and toilets
wmhall|Westmere Village Institute|Westmere High Street|Westmere|QZ4 1AB|Bus 7.|Ramp; accessible toilet; hearing loop
wmchurch|St Hilda's, Westmere|Mere View|Westmere|QZ4 2AA|Bus 7 to Mere View.|Step-free by the side door
wmcare|Westmere Health Centre, group room|Station Road|Westmere|QZ4 3AA|Next to the railway station.|Step-free; wide doors; accessible toilet
wmallot|Mere View Community Garden|Mere View|Westmere|QZ4 2BD|Bus 7, then a level lane.|Raised beds; seats; composting toilet with a ramp
wmsport|Larkfield Sports Barn|Larkfield Drive|Westmere|QZ5 1AA|Bus 12.|Step-free; accessible toilet and shower
larkfield|Larkfield Community House|Larkfield Crescent|Westmere|QZ5 1BB|Bus 12 stops opposite.|Step-free; toys and a safe garden
priory|Priory Gardens Sheltered Scheme|Priory Gardens|Westmere|QZ5 3AA|Bus 12.|Step-free; hearing loop; seats with arms
carrhall|Carr Green Village Hall|Main Street|Carr Green|QZ6 1AA|Bus 21, four a day; the community car will fetch you.|Ramp; accessible toilet
carrchap|Carr Green Chapel|Church Lane|Carr Green|QZ6 2AB|Bus 21.|One step; a ramp if you ring first
hazel|Hazel Bank Reading Room|Bank Top|Hazel Bank|QZ7 1AA|Bus 23, three a day.|Step-free; small toilet
hazelfarm|Sheepfold Care Farm|Sheepfold Lane|Hazel Bank|QZ7 3AB|A minibus from the bus station at 9.30.|Rough ground; one all-terrain wheelchair to borrow
moor|Top Moor Schoolroom|Moor Lane|Top Moor|QZ8 1AA|No bus: the community car on Tuesdays and Fridays.|Two steps; accessible toilet
ponthall|Neuadd Pont-y-Wern|Heol y Bont|Pont-y-Wern|QZ9 1AA|Bus 40 across the border.|Ramp; accessible toilet; hearing loop
pontchap|Capel Soar|Chapel Hill|Pont-y-Wern|QZ9 2AB|Bus 40.|Step-free
home|In your own home|||||A visitor comes to you
phone|By telephone||||You need only a telephone.|Text relay and large-print letters
online|Online||||You need a phone, tablet or computer; ask if you have none.|Captions
town|Around Aldermoor||Aldermoor|QZ1 2AA|We agree where to meet.|Ask us: we will find a way
`
}
