#!/bin/sh
# Name in one line each Debian package the checks miss (and the commands named as arguments); install them when root.
set -eu
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium-headless-shell chromium-headless-shell
need node nodejs
need npm npm
need pdffonts poppler-utils
for one in "$@"; do need "${one%%=*}" "${one#*=}"; done  # a command, or command=package
[ -z "$missing" ] && exit 0
echo "Brakuje pakietów Debiana:$missing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Zainstaluj je (sudo apt-get install$missing); testy, które ich potrzebują, bez nich nie przejdą."
