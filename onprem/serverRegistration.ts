import * as fs from "node:fs";
import * as path from "node:path";

/** What a stack says about a site: one entry of its output `sites`. */
export interface SiteRegistration {
  readonly site: string;
  readonly region: string;
  /** Domain of AWS's endpoints, such as `amazonaws.com`. */
  readonly dnsSuffix: string;
  readonly clusterName: string;
  readonly servers: readonly { readonly name: string; readonly address: string }[];
  readonly attributes: Readonly<Record<string, string>>;
  /** By server, the part of the site that it is in, where services run on a share of the site. */
  readonly slots?: Readonly<Record<string, string>>;
  /** Whether its servers have NVIDIA GPUs. */
  readonly gpu?: boolean;
  readonly installerUrl: string;
  readonly installerSha256?: string;
  readonly proxy?: { readonly url: string; readonly exceptions: readonly string[] };
  /** Ports of the servers that lead to services. */
  readonly hostPorts?: readonly number[];
  /** Databases that its services connect to. */
  readonly databases?: readonly string[];
  readonly activationId: string;
  /** Only there when secrets are asked for. */
  readonly activationCode?: string;
}

/** A file for the people in the data centre. */
export interface RegistrationFile {
  /** Where it goes, below the folder of the site. */
  readonly path: string;
  readonly content: string;
  /** Whether it can be run. */
  readonly executable?: boolean;
  /** Whether it must be kept from others. */
  readonly secret?: boolean;
}

/** What the ECS agent talks to on the server itself. */
const LOCAL = [
  "localhost",
  "127.0.0.1",
  "169.254.169.254",
  "169.254.170.2",
  "/var/run/docker.sock",
];

const folder = path.join(__dirname, "server");

/** The files by which a site's servers become part of the ECS cluster. */
export function serverRegistration(site: SiteRegistration): RegistrationFile[] {
  const script = fs.readFileSync(path.join(folder, "register-server.sh"), "utf8");
  return [
    { path: "register-server.sh", content: script, executable: true },
    { path: "site.env", content: settings(site) },
    { path: "landbridge-register.service", content: unit },
    ...(site.activationCode === undefined
      ? []
      : [{ path: "activation.env", content: activation(site), secret: true }]),
    { path: "servers.md", content: instructions(site) },
  ];
}

function settings(site: SiteRegistration): string {
  const exceptions = [...LOCAL, ...(site.proxy?.exceptions ?? [])].join(",");
  return variables({
    SITE: site.site,
    AWS_REGION: site.region,
    DNS_SUFFIX: site.dnsSuffix,
    ECS_CLUSTER: site.clusterName,
    INSTANCE_ATTRIBUTES: JSON.stringify(site.attributes),
    SERVERS: site.servers.map(({ name, address }) => `${name}=${address}`).join(" "),
    SLOTS: Object.entries(site.slots ?? {})
      .map(([name, slot]) => `${name}=${slot}`)
      .join(" "),
    HOST_PORTS: (site.hostPorts ?? []).join(" "),
    ENABLE_GPU: site.gpu ? "true" : "",
    INSTALLER_URL: site.installerUrl,
    INSTALLER_SHA256: site.installerSha256 ?? "",
    PROXY_URL: site.proxy?.url ?? "",
    NO_PROXY_LIST: site.proxy ? exceptions : "",
  });
}

function activation({ activationId, activationCode = "" }: SiteRegistration): string {
  return variables({ ACTIVATION_ID: activationId, ACTIVATION_CODE: activationCode });
}

/** Lines that a shell reads back exactly as they were, whatever is in them. */
function variables(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join("");
}

/** Runs the script once at the next start, with the activation as a credential of the service only. */
const unit = `[Unit]
Description=Register this server with the platform's ECS cluster
Documentation=https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere-registration.html
Wants=network-online.target
After=network-online.target time-sync.target
ConditionPathExists=/opt/landbridge/activation.env

[Service]
Type=oneshot
LoadCredential=activation.env:/opt/landbridge/activation.env
ExecStart=/opt/landbridge/register-server.sh
ExecStartPost=/bin/rm -f /opt/landbridge/activation.env
Restart=on-failure
RestartSec=60
RestartPreventExitStatus=2 3
PrivateTmp=true

[Install]
WantedBy=multi-user.target
`;

/** What the installer is downloaded from, and the keys that it is verified by. */
export function installerHosts({ installerUrl }: Pick<SiteRegistration, "installerUrl">): string[] {
  return [new URL(installerUrl).hostname, "raw.githubusercontent.com"];
}

function instructions(site: SiteRegistration): string {
  const { site: name, servers, clusterName, region, dnsSuffix } = site;
  const { slots } = site;
  const slot = (server: string): string => (slots ? ` ${slots[server] ?? ""} |` : "");
  const rows = servers
    .map((server) => `| ${server.name} | ${server.address} |${slot(server.name)}`)
    .join("\n");
  const endpoints = ["ecs", "ecs-a-1", "ecs-t-1", "ssm", "ssmmessages", "logs", "api.ecr"]
    .concat(["*.dkr.ecr", "s3", "secretsmanager", "kms"])
    .map((service) => `${service}.${region}.${dnsSuffix}`)
    .join(", ");
  return `# Servers at ${name}

They run containers of the ECS cluster \`${clusterName}\` in ${region}, as external instances (ECS Anywhere).

| server | address |${slots ? " landbridge.slot |" : ""}
| --- | --- |${slots ? " --- |" : ""}
${rows}

Outwards, TCP 443${site.proxy ? ` by ${site.proxy.url}` : ""}: ${endpoints}. Inwards, from the load balancer's subnets:
the host ports of the services (${(site.hostPorts ?? []).join(", ") || "none yet"}).

To the internet, TCP 443${site.proxy ? ` by ${site.proxy.url}` : ""}, as AWS has no endpoint for it in a VPC:

- to register: ${installerHosts(site).join(", ")}; download.docker.com where Docker is not installed yet (Ubuntu, Debian, CentOS,
  Fedora); and the repositories of the operating system, for curl, jq and packages that these need;
- for as long as services have images from there: public.ecr.aws with its layers (*.cloudfront.net), and Docker Hub
  (registry-1.docker.io, auth.docker.io, production.cloudflare.docker.com).

Supported are Amazon Linux 2 and 2023, CentOS Stream 9, RHEL 7 to 9 (install Docker first), Fedora 32, 33 and 40, openSUSE Tumbleweed,
Ubuntu 18 to 24, Debian 10 to 12 and SUSE Enterprise Server 15. The installer is run once its signature by Amazon ECS is
verified (gpg), or its SHA-256 where the site has \`installerSha256\`.

On each server, with these files in /opt/landbridge:

1. \`sudo /opt/landbridge/register-server.sh --preflight\` checks it and changes nothing.
2. \`sudo /opt/landbridge/register-server.sh --dry-run\` says what would be done.
3. Put \`activation.env\` there, readable by root only (\`npm run onprem -- <stack> --show-secrets\` writes it; it is good for
   as many servers as the activation admits, and until it expires).
4. \`sudo /opt/landbridge/register-server.sh\`, then remove \`activation.env\`. Or install \`landbridge-register.service\`, which
   does both at the next start: \`systemctl enable /opt/landbridge/landbridge-register.service\`.

${
  site.gpu
    ? "The servers have NVIDIA GPUs: their driver has to be installed first. The installer's --enable-gpu makes them known to ECS, at the first\nregistration only.\n\n"
    : ""
}Attributes of a server are set at its first registration. When the site's change, the script reports the difference and ends with 3: set
them by \`aws ecs put-attributes\` and in /etc/ecs/ecs.config, or deregister the server and register it anew.

An activation that has expired or is used up is renewed by another \`activation.rotation\` of the site in
landbridge:onPremises.sites; servers that are registered stay so. To take a server out, drain and deregister it in ECS, then
deregister the managed node in Systems Manager.
`;
}
