#!/bin/sh
# Runs a program of a release as packaging/weft.service confines it, on a machine where
# systemd does not run, and looks at what it does: an empty folder that it may write, all
# else read-only, no rights, no new ones, memory either writable or executable, only the
# system calls and kinds of address that the unit allows. It serves, goes through set-up
# as far as the first page, and stops in good order.
#
#   scripts/confined.sh [PROGRAM]     (as root on Linux, with unshare, setpriv, strace)
#
# What it cannot show without systemd: DynamicUser and the unit's own start. The system calls
# are not refused here but recorded, and held against the unit's list afterwards.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
for tool in unshare setpriv strace systemd-analyze curl; do
    command -v "$tool" >/dev/null || { echo "confined: $tool is not installed" >&2; exit 1; }
done
[ "$(id -u)" -eq 0 ] || { echo "confined: run it as root; it gives its rights away itself" >&2; exit 1; }

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
program=${1:-}
if [ -z "$program" ]; then
    TARGETS=linux/$(go env GOARCH) "$root/scripts/release.sh" "$tmp/dist"
    program=$(ls "$tmp"/dist/weft_*_linux_*)
fi
mkdir "$tmp/state" "$tmp/trace"
cp "$program" "$tmp/weft"
chmod 0755 "$tmp" "$tmp/weft"
chmod 0777 "$tmp/trace"
chown 65534:65534 "$tmp/state"
chmod 0700 "$tmp/state"

# What the unit allows, as systemd on this machine knows it.
systemd-analyze syscall-filter --no-pager >"$tmp/sets" 2>/dev/null
allowed() { # set: its calls, and those of the sets within it
    awk -v want="$1" '/^@/ {on = ($1 == want)} on && /^ +[@a-z_0-9]/ {print $1}' "$tmp/sets" | while read -r name; do
        case $name in @*) allowed "$name" ;; *) echo "$name" ;; esac
    done
}
allowed @system-service | sort -u >"$tmp/yes"
{ allowed @privileged; allowed @resources; } | sort -u >"$tmp/no"
comm -23 "$tmp/yes" "$tmp/no" >"$tmp/may"
[ "$(wc -l <"$tmp/may")" -gt 100 ] || { echo "confined: the list of system calls could not be read" >&2; exit 1; }

# PR_SET_MDWE is what MemoryDenyWriteExecute= asks of newer kernels; perl is on every Debian.
case $(uname -m) in x86_64) MDWE=157 ;; *) MDWE=167 ;; esac # the number of prctl
cat >"$tmp/begin" <<BEGIN
exec perl -e 'syscall(${MDWE}, 65, 1, 0, 0, 0) == 0 or print STDERR "confined: this kernel cannot refuse memory that is both writable and executable\\n"; exec @ARGV' "\$@"
BEGIN
cat >"$tmp/inside" <<'INSIDE'
set -eu
tmp=$1
mount --make-rprivate /
mount --bind "$tmp/state" "$tmp/state"
mount --bind "$tmp/trace" "$tmp/trace"
mount -t tmpfs -o mode=1777,nosuid,nodev,noexec none /var/tmp
# Everything that can be written becomes read-only, but for these.
awk '{print $2}' /proc/mounts | while read -r at; do
    at=$(printf '%b' "$at")
    case $at in "$tmp/state" | "$tmp/trace" | /proc | /proc/* | /dev | /dev/* | /sys | /sys/*) ;; *)
        mount -o remount,bind,ro "$at" 2>/dev/null || true ;;
    esac
done
mount -t proc -o hidepid=invisible,subset=pid proc /proc 2>/dev/null || mount -t proc proc /proc
! touch /etc/weft-was-here 2>/dev/null || { echo "confined: the root is not read-only" >&2; exit 1; }
cd "$tmp/state"
umask 0077
ulimit -n 65536 2>/dev/null || true
env -i HOME=/ PATH=/usr/bin:/bin WEFT_DATA="$tmp/state" WEFT_LISTEN=127.0.0.1:18099 \
    setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all \
    strace -f -qq -o "$tmp/trace/calls" sh "$tmp/begin" "$tmp/weft" serve >"$tmp/trace/out" 2>"$tmp/trace/err" &
pid=$!
ready=
for _ in $(seq 1 200); do
    if curl -fsS http://127.0.0.1:18099/readyz >/dev/null 2>&1; then ready=yes; break; fi
    sleep 0.1
done
[ -n "$ready" ] || { cat "$tmp/trace/out" "$tmp/trace/err" >&2; kill "$pid" 2>/dev/null || true; exit 1; }
link=$(grep -o 'http://[^ ]*/setup/[^ ]*' "$tmp/trace/out")
curl -fsS "$link" | grep -q 'first administrator'
for page in / /help /directory /sign-in /accessibility /privacy; do curl -fsS -o /dev/null "http://127.0.0.1:18099$page"; done
weft=$(pgrep -f "^$tmp/weft serve" | head -1)
grep -E '^(Uid|CapEff|CapBnd|NoNewPrivs):' "/proc/$weft/status" >"$tmp/trace/status"
kill -TERM "$weft"
wait "$pid"
INSIDE
unshare --mount --pid --fork --ipc --uts sh "$tmp/inside" "$tmp" || { echo "confined: it did not run so" >&2; exit 1; }

cat "$tmp/trace/status"
grep -q 'CapEff:.*0000000000000000' "$tmp/trace/status"
grep -q 'CapBnd:.*0000000000000000' "$tmp/trace/status"
grep -q 'NoNewPrivs:.*1' "$tmp/trace/status"
grep '^confined:' "$tmp/trace/err" || echo "the kernel refuses memory that is both writable and executable"
ls -ln "$tmp/state"
# From the moment the program itself begins.
sed -n "/execve(\"[^\"]*\/weft\"/,\$p" "$tmp/trace/calls" >"$tmp/own"
sed -nE 's/^[0-9]+ +([a-z_0-9]+)\(.*/\1/p' "$tmp/own" | sort -u >"$tmp/used"
over=$(comm -23 "$tmp/used" "$tmp/may")
kinds=$(sed -nE 's/.* socket\((AF_[A-Z0-9]+).*/\1/p' "$tmp/own" | sort -u | grep -vE '^AF_(INET6?|UNIX)$' || true)
both=$(grep -E 'mmap|mprotect' "$tmp/own" | grep -c 'PROT_WRITE|PROT_EXEC' || true)
echo "system calls used: $(wc -l <"$tmp/used"); not in the unit's list: ${over:-none}; other kinds of address: ${kinds:-none}; memory both writable and executable: $both"
[ -z "$over" ] && [ -z "$kinds" ] && [ "$both" = 0 ] || exit 1
echo "it serves and stops in good order, confined as the unit says" >&2
