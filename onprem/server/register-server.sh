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
# It may run again at any time: a server that is registered stays so, and gets its configuration anew, apart from
# attributes, which ECS takes at the first registration only: it ends with 3 when they differ.
# Exit status: 0 done or well, 1 a check failed, 2 used the wrong way, 3 attributes differ.
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
: "${INSTALLER_SHA256:=}" "${ENABLE_GPU:=}" "${PROXY_URL:=}" "${NO_PROXY_LIST:=}" "${HOST_PORTS:=}"

# Amazon ECS <ecs-security@amazon.com>, which signs the installer:
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere-registration.html
SIGNING_KEY=F34C3DDAE72926B079BEAEC6BCE9D9A42D51784F
SIGNING_KEY_URL=https://raw.githubusercontent.com/aws/amazon-ecs-agent/master/scripts/amazon-ecs-agent.gpg

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
  # AWS's list: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
  case $ID:${VERSION_ID%%.*} in
    amzn:2 | amzn:2023 | centos:9 | rhel:[789] | fedora:32 | fedora:33 | fedora:40 | opensuse-tumbleweed:* | \
      ubuntu:18 | ubuntu:20 | ubuntu:22 | ubuntu:24 | debian:10 | debian:11 | debian:12 | sles:15)
      good "operating system ${PRETTY_NAME:-$ID $VERSION_ID}"
      ;;
    *)
      bad "operating system ${PRETTY_NAME:-${ID:-unknown}${VERSION_ID:+ $VERSION_ID}}: ECS Anywhere does not support it"
      ;;
  esac
  if [[ $ID == rhel ]] && ! command -v docker > /dev/null; then
    bad "docker: install it first; the installer has none for Red Hat Enterprise Linux"
  fi
  case $(uname -m) in
    x86_64 | aarch64) good "processor $(uname -m)" ;;
    *) bad "processor $(uname -m): the agents are built for x86_64 and aarch64" ;;
  esac
  if [[ -d $root/run/systemd/system ]]; then
    check_systemd_version
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

# LoadCredential= is of systemd 247 (its NEWS file). Before, landbridge-register.service leaves the activation in
# /opt/landbridge/activation.env, where this script reads it as well.
check_systemd_version() {
  local version
  version=$(systemctl --version 2> /dev/null | awk 'NR == 1 { print $2 }' || true)
  if [[ $version =~ ^[0-9]+$ ]] && ((version < 247)); then
    good "systemd $version (before 247 it hands over no credentials: the activation is read from its file)"
  else
    good "systemd${version:+ $version}"
  fi
}

# SERVERS is a list of name=address.
check_identity() {
  local name address='' entry addresses
  addresses=$(ip -4 -o addr show)
  name=$(hostname)
  for entry in $SERVERS; do
    [[ ${entry%%=*} == "$name" || ${entry%%=*} == "${name%%.*}" ]] && address=${entry#*=}
  done
  # Services that run on a share of the site's servers go by these: SLOTS is a list of name=slot.
  for entry in ${SLOTS:-}; do
    if [[ ${entry%%=*} == "$name" || ${entry%%=*} == "${name%%.*}" ]]; then
      INSTANCE_ATTRIBUTES="${INSTANCE_ATTRIBUTES%\}},\"landbridge.slot\":\"${entry#*=}\"}"
    fi
  done
  if [[ -z $address ]]; then
    bad "server $name is not expected at site $SITE: add it to landbridge:onPremises.sites"
  elif grep -qwF "$address" <<< "$addresses"; then
    good "server $name with address $address"
  else
    bad "server $name has no address $address, which the load balancer sends its requests to"
  fi
}

is_registered() {
  [[ -s $root/var/lib/amazon/ssm/registration || -s $root/var/lib/amazon/ssm/Vault/Store/RegistrationKey ]] &&
    systemctl is-active --quiet ecs
}

# Ports that containers of this cluster publish: the agent labels what it starts.
own_ports() {
  if command -v docker > /dev/null; then
    docker ps --filter "label=com.amazonaws.ecs.cluster=$ECS_CLUSTER" --format '{{.Ports}}' 2> /dev/null || true
  fi
}

check_ports() {
  local port taken own agent='51678 51679 51680'
  taken=$(ss -Htln | awk '{ print $4 }')
  own=$(own_ports)
  # 51678 to 51680 are the ECS agent's; it is fine when it holds them itself.
  if systemctl is-active --quiet ecs; then agent=''; fi
  for port in $HOST_PORTS $agent; do
    if ! grep -q ":$port\$" <<< "$taken"; then
      good "port $port is free"
    elif grep -qE ":$port->" <<< "$own"; then
      good "port $port is taken by a task of $ECS_CLUSTER"
    else
      bad "port $port is taken"
    fi
  done
}

# What the agents call, as prod has an endpoint for it, and what the installer downloads. ec2messages is not among them:
# SSM Agent 3.3.40.0 and later use ssmmessages:
# https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
needed_hosts() {
  local service ID=''
  # The registry's name has the account's number in front; any number shows whether names of the kind are reached.
  for service in ecs ecs-a-1 ecs-t-1 ssm ssmmessages logs api.ecr 000000000000.dkr.ecr s3 secretsmanager kms; do
    say "$service.$AWS_REGION.$DNS_SUFFIX"
  done
  if is_registered; then return; fi
  # scripts/ecs-anywhere-install.sh of amazon-ecs-agent: keys of the packages, and Docker's own repository.
  installer_host
  say raw.githubusercontent.com
  # shellcheck source=/dev/null
  [[ -r $root/etc/os-release ]] && . "$root/etc/os-release"
  case $ID in
    ubuntu | debian | centos | fedora) command -v docker > /dev/null || say download.docker.com ;;
  esac
}

installer_host() {
  local rest=${INSTALLER_URL#https://}
  say "${rest%%/*}"
}

check_way_out() {
  local host hosts
  local options=(--silent --show-error --output /dev/null --max-time 10 --proto '=https')
  if [[ -n $PROXY_URL ]]; then options+=(--proxy "$PROXY_URL"); fi
  hosts=$(needed_hosts)
  for host in $hosts; do
    # Any answer will do: without a signature AWS rejects, but it was reached.
    if curl "${options[@]}" "https://$host/" 2> /dev/null; then
      good "reaches $host:443${PROXY_URL:+ by $PROXY_URL}"
    else
      bad "does not reach $host:443${PROXY_URL:+ by $PROXY_URL}: open the firewall for it"
    fi
  done
}

check_installer() {
  if is_registered || [[ -n $INSTALLER_SHA256 ]]; then return; fi
  if command -v gpg > /dev/null; then
    good "gpg, which verifies the installer's signature"
  else
    bad "gpg: install it to verify the installer's signature, or set installerSha256 of the site"
  fi
}

say "== $SITE: checks"
if [[ $mode == register && $(id -u) -ne 0 ]]; then fail "run it as root"; fi
check_system
check_identity
check_ports
check_way_out
check_installer
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

# The agent sends attributes at its first registration only, so what this file said then is what ECS has.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
attributes_differ=
if is_registered && [[ -r $root/etc/ecs/ecs.config ]]; then
  registered=$(sed -n 's/^ECS_INSTANCE_ATTRIBUTES=//p' "$root/etc/ecs/ecs.config" | tail -n 1)
  if [[ $registered != "$INSTANCE_ATTRIBUTES" ]]; then
    attributes_differ="registered ${registered:-without any}, site.env has $INSTANCE_ATTRIBUTES"
    INSTANCE_ATTRIBUTES=$registered
  fi
fi

agent_config() {
  # What somebody else has set stays, apart from the lines that are ours.
  if [[ -r $root/etc/ecs/ecs.config ]]; then
    grep -vE '^(ECS_CLUSTER|ECS_INSTANCE_ATTRIBUTES|ECS_ENABLE_TASK_IAM_ROLE|ECS_IMAGE_PULL_BEHAVIOR|HTTP_PROXY|NO_PROXY)=' \
      "$root/etc/ecs/ecs.config" || true
  fi
  say "ECS_CLUSTER=$ECS_CLUSTER"
  if [[ -n $INSTANCE_ATTRIBUTES ]]; then say "ECS_INSTANCE_ATTRIBUTES=$INSTANCE_ATTRIBUTES"; fi
  say "ECS_ENABLE_TASK_IAM_ROLE=true"
  say "ECS_IMAGE_PULL_BEHAVIOR=once" # pinned images; prefer-cached would never remove one
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
if is_registered; then
  say "registered already; restarting the agent with its configuration"
  if [[ $mode == register ]]; then systemctl restart ecs; fi
  if [[ -n $attributes_differ ]]; then
    printf 'error: %s\n' "the attributes differ: $attributes_differ. ECS takes them at the first registration only: set them by 'aws ecs put-attributes' and in /etc/ecs/ecs.config, or deregister the server and register it anew" >&2
    exit 3
  fi
  exit 0
fi
arguments=(--region "$AWS_REGION" --cluster "$ECS_CLUSTER" --activation-id "${ACTIVATION_ID:-}")
# scripts/ecs-anywhere-install.sh of amazon-ecs-agent.
if [[ -n $ENABLE_GPU ]]; then arguments+=(--enable-gpu); fi
if command -v docker > /dev/null; then arguments+=(--docker-install-source none); fi
if [[ $mode == dry-run ]]; then
  if [[ -n $INSTALLER_SHA256 ]]; then
    say "would get $INSTALLER_URL and verify its SHA-256 $INSTALLER_SHA256"
  else
    say "would get $INSTALLER_URL and verify its signature by the key $SIGNING_KEY"
  fi
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
download() {
  curl --proto '=https' --fail --silent --show-error --output "$workspace/$1" "$2"
}
download install.sh "$INSTALLER_URL"
if [[ -n $INSTALLER_SHA256 ]]; then
  sha256sum --check --status <<< "$INSTALLER_SHA256  $workspace/install.sh" ||
    fail "the installer is not the one that was reviewed: its SHA-256 is another"
else
  download install.sh.asc "$INSTALLER_URL.asc"
  download key.gpg "$SIGNING_KEY_URL"
  install -d -m 0700 "$workspace/gnupg"
  gpg --homedir "$workspace/gnupg" --batch --quiet --import "$workspace/key.gpg"
  # The key may come from anywhere: VALIDSIG ends with the fingerprint of the primary key that signed.
  verified=$(gpg --homedir "$workspace/gnupg" --batch --status-fd 1 --verify "$workspace/install.sh.asc" \
    "$workspace/install.sh" 2> /dev/null || true)
  grep -qE "^\[GNUPG:\] VALIDSIG .* $SIGNING_KEY\$" <<< "$verified" ||
    fail "the installer is not signed by Amazon ECS ($SIGNING_KEY); nothing was run"
fi
bash "$workspace/install.sh" "${arguments[@]}" --activation-code "$ACTIVATION_CODE"
systemctl restart ecs
for unit in amazon-ssm-agent ecs; do
  systemctl is-active --quiet "$unit" || fail "$unit does not run: journalctl -u $unit says why"
done
say "registered: $(hostname) is a server of $SITE in cluster $ECS_CLUSTER"
