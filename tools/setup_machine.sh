#!/usr/bin/env bash
# Installs the system packages that are missing on Debian or Ubuntu: `run` for the program, `test` for its tests
# too, `package` to make a .deb of it and try that.
# When nothing is missing it only looks, and asks for no rights.
set -euo pipefail

wanted=${1:-run}
missing=()

has() { command -v "$1" >/dev/null 2>&1; }

# A browser from a snap is confined: it sees neither /tmp nor hidden folders, where the sessions' profiles live.
has_browser() {
  local name path
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable; do
    path=$(command -v "$name" 2>/dev/null) || continue
    path=$(readlink -f "$path")
    case "$path" in /snap/* | /usr/bin/snap) continue ;; esac
    if head -c 2 "$path" | grep -q '#!' && grep -q '/snap/' "$path"; then continue; fi
    return 0
  done
  return 1
}

is_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    echo "Missing: ${missing[*]}. Install them as root, or install sudo, then run the command again." >&2
    exit 1
  fi
}

install_chrome_on_ubuntu() {
  local deb
  if [ "$(dpkg --print-architecture)" != amd64 ]; then
    echo "No browser was found. Install Chromium, Chrome or Edge (not as a snap), then run the command again." >&2
    exit 1
  fi
  deb=$(mktemp --suffix=.deb)
  chmod 644 "$deb"
  curl -fsSL -o "$deb" https://dl.google.com/linux/direct/google-chrome-stable_current_amd64.deb
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$deb"
  rm -f "$deb"
}

chrome=no
. "$(dirname "$0")/find_python.sh"
if ! python=$(find_python); then
  # Ubuntu 22.04 has both 3.10, as python3, and 3.11.
  if has python3; then missing+=(python3.11 python3.11-venv); else missing+=(python3 python3-venv); fi
fi
if [ -n "${python:-}" ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  missing+=("python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv")
fi
if has_browser; then
  # Chrome and Edge come without a driver; Selenium fetches the matching one when it is first needed.
  if has chromium && ! has chromedriver && ! is_ubuntu; then missing+=(chromium-driver); fi
elif is_ubuntu; then
  chrome=yes
  has curl || missing+=(curl ca-certificates)
else
  missing+=(chromium chromium-driver chromium-sandbox fonts-liberation)
fi
# What Qt opens a window with; it brings everything else along.
libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
has_library() { grep -q "^[[:space:]]$1 " <<<"$libraries"; }
for library in libEGL.so.1:libegl1 libGL.so.1:libgl1 libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 \
  libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 \
  libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-render-util.so.0:libxcb-render-util0 \
  libxcb-shape.so.0:libxcb-shape0 libxcb-xkb.so.1:libxcb-xkb1; do
  has_library "${library%%:*}" || missing+=("${library#*:}")
done
if [ "$wanted" = test ]; then
  has dbus-run-session || missing+=(dbus)
  has gnome-keyring-daemon || missing+=(gnome-keyring)
  has Xvfb || missing+=(xvfb)
  has openbox || missing+=(openbox)
  has trayer || missing+=(trayer)
fi
if [ "$wanted" = package ]; then
  has dpkg-shlibdeps || missing+=(dpkg-dev)
  has strip || missing+=(binutils)
  has debootstrap || missing+=(debootstrap)
  # What a package is to depend on must be here to be found.
  for library in libwayland-cursor.so.0:libwayland-cursor0 libgssapi_krb5.so.2:libgssapi-krb5-2 \
    libglib-2.0.so.0:libglib2.0-0; do
    has_library "${library%%:*}" || missing+=("${library#*:}")
  done
fi

if [ ${#missing[@]} -gt 0 ] || [ $chrome = yes ]; then
  if ! has apt-get; then
    echo "Missing: ${missing[*]}. Install them with your system's package manager, then run the command again." >&2
    exit 1
  fi
  echo "Installing ${missing[*]}$([ $chrome = yes ] && echo ' google-chrome-stable' || true)" >&2
  as_root apt-get update -qq
  if [ ${#missing[@]} -gt 0 ]; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
  if [ $chrome = yes ]; then install_chrome_on_ubuntu; fi
fi
