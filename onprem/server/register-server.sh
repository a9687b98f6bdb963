#!/usr/bin/env bash
# Makes this server an instance of the platform's ECS cluster (ECS Anywhere).
#
#   register-server.sh [--dry-run | --preflight] [--root DIRECTORY]
#
#   --preflight   only checks the server: operating system, ports, way out; changes nothing
#   --dry-run     checks, and says what it would do, up to the first call to AWS; changes nothing
#   --root        takes and writes files under DIRECTORY instead of /
#
# Beside this script lie site.env, which says where to register, and activation.env, which says by which
# activation. Instead of the latter, ACTIVATION_ID and ACTIVATION_CODE may be in the environment, or
# systemd may hand the file over as a credential (landbridge-register.service does).
# It may run again at any time: a server that is registered stays so, and gets its configuration anew.
# Exit status: 0 done or well, 1 a check failed, 2 used the wrong way.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
mode=register
root=

say() { printf '%s\n' "$*"; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit "${2:-1}"
}

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"; }

while (($# > 0)); do
  case $1 in
    --dry-run) mode=dry-run ;;
    --preflight) mode=preflight ;;
    --root)
      root=${2:?--root needs a directory}
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  shift
done

# --- settings -----------------------------------------------------------------------------------

[[ -r $here/site.env ]] || {
  printf 'error: %s is missing: npm run onprem writes it\n' "$here/site.env" >&2
  exit 2
}
# shellcheck source=/dev/null
. "$here/site.env"
: "${AWS_REGION:?site.env}" "${DNS_SUFFIX:?site.env}" "${ECS_CLUSTER:?site.env}" "${SITE:?site.env}"
: "${SERVERS:?site.env}" "${INSTANCE_ATTRIBUTES:?site.env}" "${INSTALLER_URL:?site.env}"
: "${INSTALLER_SHA256:=}" "${PROXY_URL:=}" "${NO_PROXY_LIST:=}" "${HOST_PORTS:=}"

activation=${CREDENTIALS_DIRECTORY:-$here}/activation.env
if [[ -z ${ACTIVATION_CODE:-} && -r $activation ]]; then
  # shellcheck source=/dev/null
  . "$activation"
fi

# --- preflight ----------------------------------------------------------------------------------

problems=0
good() { say "ok       $*"; }
bad() {
  say "PROBLEM  $*"
  problems=$((problems + 1))
}

check_system() {
  local ID='' VERSION_ID='' PRETTY_NAME=''
  # shellcheck source=/dev/null
  [[ -r $root/etc/os-release ]] && . "$root/etc/os-release"
  case $ID in
    ubuntu | debian | amzn | rhel | centos | rocky | almalinux | fedora | sles | opensuse*)
      good "operating system ${PRETTY_NAME:-$ID $VERSION_ID}"
      ;;
    *) bad "operating system ${PRETTY_NAME:-${ID:-unknown}}: ECS Anywhere has no agent for it" ;;
  esac
  if [[ $ID == rhel ]] && ! command -v docker > /dev/null; then
    bad "docker: install it first; the installer has none for Red Hat Enterprise Linux"
  fi
  case $(uname -m) in
    x86_64 | aarch64) good "processor $(uname -m)" ;;
    *) bad "processor $(uname -m): the agents are built for x86_64 and aarch64" ;;
  esac
  if [[ -d $root/run/systemd/system ]]; then
    good "systemd"
  else
    bad "systemd: the agents are systemd services, and this system runs without it"
  fi
  local memory
  memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' "$root/proc/meminfo")
  if ((memory >= 1024)); then good "memory ${memory} MiB"; else bad "memory ${memory} MiB: 1024 at least"; fi
  local free
  free=$(df -Pm "$root/var/lib" | awk 'NR == 2 { print $4 }')
  if ((free >= 10240)); then good "disk ${free} MiB free"; else bad "disk ${free} MiB free in /var/lib: 10240 at least"; fi
}

# SERVERS is a list of name=address.
check_identity() {
  local name address='' entry
  name=$(hostname)
  for entry in $SERVERS; do
    [[ ${entry%%=*} == "$name" || ${entry%%=*} == "${name%%.*}" ]] && address=${entry#*=}
  done
  if [[ -z $address ]]; then
    bad "server $name is not expected at site $SITE: add it to landbridge:onPremises.sites"
  elif ip -4 -o addr show | grep -qwF "$address"; then
    good "server $name with address $address"
  else
    bad "server $name has no address $address, which the load balancer sends its requests to"
  fi
}

check_ports() {
  local port taken
  taken=$(ss -Htln | awk '{ print $4 }')
  # 51678 to 51680 are the ECS agent's; it is fine when it holds them itself.
  for port in $HOST_PORTS $(systemctl is-active --quiet ecs || echo 51678 51679 51680); do
    if grep -q ":$port\$" <<< "$taken"; then
      bad "port $port is taken"
    else
      good "port $port is free"
    fi
  done
}

check_way_out() {
  local host
  local options=(--silent --show-error --output /dev/null --max-time 10 --proto '=https')
  if [[ -n $PROXY_URL ]]; then options+=(--proxy "$PROXY_URL"); fi
  for host in ecs ecs-a-1 ecs-t-1 ssm ssmmessages ec2messages logs api.ecr; do
    host=$host.$AWS_REGION.$DNS_SUFFIX
    # Any answer will do: without a signature AWS refuses, but it was reached.
    if curl "${options[@]}" "https://$host/" 2> /dev/null; then
      good "reaches $host:443${PROXY_URL:+ by $PROXY_URL}"
    else
      bad "does not reach $host:443${PROXY_URL:+ by $PROXY_URL}: open the firewall for it"
    fi
  done
}

say "== $SITE: checks"
if [[ $mode == register && $(id -u) -ne 0 ]]; then fail "run it as root"; fi
check_system
check_identity
check_ports
check_way_out
if ((problems > 0)); then fail "$problems checks failed; nothing was changed"; fi
if [[ $mode == preflight ]]; then exit 0; fi

# --- configuration ------------------------------------------------------------------------------

# Writes a file, or says what it would write.
write_file() {
  local file=$root$1 content
  content=$(cat)
  if [[ $mode == dry-run ]]; then
    say "would write $1:"
    printf '%s\n' "${content//$'\n'/$'\n'    }" | sed '1s/^/    /'
    return
  fi
  install -d -m 0755 "$(dirname "$file")"
  printf '%s\n' "$content" > "$file"
  say "wrote $1"
}

agent_config() {
  # What somebody else has set stays, apart from the lines that are ours.
  if [[ -r $root/etc/ecs/ecs.config ]]; then
    grep -vE '^(ECS_CLUSTER|ECS_INSTANCE_ATTRIBUTES|ECS_ENABLE_TASK_IAM_ROLE|ECS_IMAGE_PULL_BEHAVIOR|HTTP_PROXY|NO_PROXY)=' \
      "$root/etc/ecs/ecs.config" || true
  fi
  say "ECS_CLUSTER=$ECS_CLUSTER"
  say "ECS_INSTANCE_ATTRIBUTES=$INSTANCE_ATTRIBUTES"
  say "ECS_ENABLE_TASK_IAM_ROLE=true"
  say "ECS_IMAGE_PULL_BEHAVIOR=prefer-cached"
  if [[ -n $PROXY_URL ]]; then
    say "HTTP_PROXY=${PROXY_URL#http://}"
    say "NO_PROXY=$NO_PROXY_LIST"
  fi
}

say "== $SITE: configuration"
agent_config | write_file /etc/ecs/ecs.config
if [[ -n $PROXY_URL ]]; then
  for unit in amazon-ssm-agent docker ecs; do
    write_file "/etc/systemd/system/$unit.service.d/landbridge-proxy.conf" << UNIT
[Service]
Environment="http_proxy=$PROXY_URL" "https_proxy=$PROXY_URL" "no_proxy=$NO_PROXY_LIST"
Environment="HTTP_PROXY=$PROXY_URL" "HTTPS_PROXY=$PROXY_URL" "NO_PROXY=$NO_PROXY_LIST"
UNIT
  done
  if [[ $mode == register ]]; then systemctl daemon-reload; fi
fi

# --- registration -------------------------------------------------------------------------------

say "== $SITE: registration"
if [[ -s $root/var/lib/amazon/ssm/registration ]] && systemctl is-active --quiet ecs; then
  say "registered already; restarting the agent with its configuration"
  if [[ $mode == register ]]; then systemctl restart ecs; fi
  exit 0
fi
arguments=(--region "$AWS_REGION" --cluster "$ECS_CLUSTER" --activation-id "${ACTIVATION_ID:-}")
if command -v docker > /dev/null; then arguments+=(--docker-install-source none); fi
if [[ $mode == dry-run ]]; then
  say "would get $INSTALLER_URL${INSTALLER_SHA256:+ and insist on its SHA-256 $INSTALLER_SHA256}"
  say "would run ecs-anywhere-install.sh ${arguments[*]} --activation-code (not shown)"
  say "dry run: nothing was changed, and AWS was not asked for anything"
  exit 0
fi
if [[ -z ${ACTIVATION_ID:-} || -z ${ACTIVATION_CODE:-} ]]; then
  fail "no activation: put activation.env beside this script, or set ACTIVATION_ID and ACTIVATION_CODE"
fi
workspace=$(mktemp -d)
trap 'rm -rf "$workspace"' EXIT
if [[ -n $PROXY_URL ]]; then
  export http_proxy=$PROXY_URL https_proxy=$PROXY_URL no_proxy=$NO_PROXY_LIST
fi
curl --proto '=https' --fail --silent --show-error --output "$workspace/install.sh" "$INSTALLER_URL"
if [[ -n $INSTALLER_SHA256 ]]; then
  sha256sum --check --status <<< "$INSTALLER_SHA256  $workspace/install.sh" ||
    fail "the installer is not the one that was reviewed: its SHA-256 is another"
fi
bash "$workspace/install.sh" "${arguments[@]}" --activation-code "$ACTIVATION_CODE"
systemctl restart ecs
for unit in amazon-ssm-agent ecs; do
  systemctl is-active --quiet "$unit" || fail "$unit does not run: journalctl -u $unit says why"
done
say "registered: $(hostname) is a server of $SITE in cluster $ECS_CLUSTER"
