import { cidrsOverlap } from "../../config/schema/cidr";

/** What is asked for a new stack. Lists are separated by commas. */
export type AnswerKey =
  | "region"
  | "size"
  | "owner"
  | "costCenter"
  | "zones"
  | "existingVpc"
  | "privateSubnets"
  | "isolatedSubnets"
  | "vpcCidr"
  | "alarmEmails"
  | "recoveryRegion"
  | "dataCentre"
  | "path"
  | "asn"
  | "vpnDevices"
  | "dxLocations";

/** Answers as they were typed; a key that is missing was not asked. */
export type Answers = Readonly<Partial<Record<AnswerKey, string>>>;

/** What is there already, and so not chosen again. */
export interface Surroundings {
  /** Blocks of the other stacks' VPCs. */
  readonly takenBlocks: readonly string[];
  /** `aws:region` of the stack's file, where `pulumi new` or `pulumi config set` has written it. */
  readonly region?: string | undefined;
}

/** One thing that is asked. */
export interface Question {
  readonly key: AnswerKey;
  /** The flag that answers it: `--vpc-cidr <block>`. */
  readonly flag: string;
  /** What is asked, on a terminal and in the help. */
  readonly text: string;
  /** The only answers, where there are few. */
  readonly choices?: readonly string[];
  /** Whether it is asked at all, after the answers so far. */
  readonly applies?: (answers: Answers) => boolean;
  /** The answer when there is none; left out, there has to be one. */
  readonly fallback?: (answers: Answers, surroundings: Surroundings) => string | undefined;
}

const hasDataCentre = ({ dataCentre = "" }: Answers): boolean => dataCentre !== "";
const isInExistingVpc = ({ existingVpc = "" }: Answers): boolean => existingVpc !== "";
const uses = (part: string, { path }: Answers): boolean => path === part || path === "both";
const isTrial = ({ size }: Answers): boolean => size === "trial";

/** In the order in which they are asked: a later one may depend on an earlier one. */
export const questions: readonly Question[] = [
  {
    key: "region",
    flag: "--region <region>",
    text: "AWS Region",
    fallback: (_, { region }) => region,
  },
  {
    key: "size",
    flag: "--size <size>",
    text: "Size: trial (development, cheapest), team (production, two zones) or company (three zones)",
    choices: ["trial", "team", "company"],
    fallback: () => "trial",
  },
  { key: "owner", flag: "--owner <team>", text: "Team that answers for the stack" },
  { key: "costCenter", flag: "--cost-center <name>", text: "Where its costs are booked" },
  {
    key: "zones",
    flag: "--zones <letters>",
    text: "Availability Zones",
    fallback: ({ size }) => (size === "company" ? "a,b,c" : "a,b"),
  },
  {
    key: "existingVpc",
    flag: "--existing-vpc <id>",
    text: "ID of a VPC that is there already; one is made if empty",
    fallback: () => "",
  },
  {
    key: "privateSubnets",
    flag: "--private-subnets <ids>",
    text: "Its private subnets, one in each zone; those with the tag tier=private if empty",
    applies: isInExistingVpc,
    fallback: () => "",
  },
  {
    key: "isolatedSubnets",
    flag: "--isolated-subnets <ids>",
    text: "Its isolated subnets, one in each zone; those with the tag tier=isolated if empty",
    applies: isInExistingVpc,
    fallback: () => "",
  },
  {
    key: "vpcCidr",
    flag: "--vpc-cidr <block>",
    text: "Block of the VPC, which no other network of the company has",
    fallback: (answers, { takenBlocks }) =>
      isInExistingVpc(answers) ? undefined : freeBlock(takenBlocks),
  },
  {
    key: "alarmEmails",
    flag: "--alarm-emails <addresses>",
    text: "Who gets every alarm, by e-mail",
    fallback: (answers) => (isTrial(answers) ? "" : undefined),
  },
  {
    key: "recoveryRegion",
    flag: "--recovery-region <region>",
    text: "Another Region that may hold copies of the backups; none if empty",
    applies: (answers) => !isTrial(answers),
    fallback: () => "",
  },
  {
    key: "dataCentre",
    flag: "--data-centre <blocks>",
    text: "Networks of the data centre; none if empty",
    fallback: () => "",
  },
  {
    key: "path",
    flag: "--path <path>",
    text: "Path to the data centre",
    choices: ["vpn", "direct-connect", "both", "none"],
    applies: hasDataCentre,
    fallback: () => "none",
  },
  {
    key: "asn",
    flag: "--asn <number>",
    text: "The data centre's ASN",
    applies: (answers) => uses("vpn", answers) || uses("direct-connect", answers),
    fallback: () => "65000",
  },
  {
    key: "vpnDevices",
    flag: "--vpn-devices <addresses>",
    text: "Public addresses of the devices that end VPN tunnels; two survive the loss of one",
    applies: (answers) => uses("vpn", answers),
  },
  {
    key: "dxLocations",
    flag: "--dx-locations <codes>",
    text: "Direct Connect locations, a link in each; the links are ordered",
    applies: (answers) => uses("direct-connect", answers),
  },
];

/** Block that no other stack has: the first /16 from 10.20.0.0/16 on. */
function freeBlock(taken: readonly string[]): string | undefined {
  return Array.from({ length: 236 }, (_, i) => `10.${i + 20}.0.0/16`).find(
    (block) => !taken.some((other) => cidrsOverlap(block, other)),
  );
}
