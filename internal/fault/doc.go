// Package fault starts the program itself and takes things away from it: its life, with
// kill -9, the room on its disk, its database. Clients post forms meanwhile, as browsers
// do. What was acknowledged must be there once, afterwards and for good. Its tests stand
// under the build tag fault (make fault); a short one runs with all others.
package fault
