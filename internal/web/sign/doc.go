// Package sign is how somebody gets in and out: /sign-in, /sign-out, the one-time
// links /setup/{token} and /reset/{token}, and /account.
package sign
