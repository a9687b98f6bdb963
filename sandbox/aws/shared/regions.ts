/** Letters of the zones in regions that have others than a, b and c. */
const zoneLetters: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-1": "bc",
  "us-west-2": "abcd",
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ca-central-1": "abd",
};

const regions = new Set(
  [
    "us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1",
    "eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3",
    "af-south-1 il-central-1 me-central-1 me-south-1",
    "ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2",
    "ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6",
    "ap-southeast-7 us-gov-east-1 us-gov-west-1 cn-north-1 cn-northwest-1 eusc-de-east-1",
  ].flatMap((line) => line.split(" ")),
);

export function isRegion(name: string): boolean {
  return regions.has(name);
}

/** Names of a region's availability zones. */
export function zonesOf(region: string): string[] {
  return Array.from(zoneLetters[region] ?? "abc", (letter) => region + letter);
}

/** The id of a zone, which names the same building for every account: `euc1-az2`. */
export function zoneId(zone: string): string {
  const region = zone.slice(0, -1);
  const [continent = "", ...rest] = region.split("-");
  const number = rest.pop() ?? "";
  const direction = rest.map((word) =>
    word.replace(/(north|south|east|west|central)/g, (w) => w.charAt(0)),
  );
  const short = direction
    .map((word) => (/^[nsewc]{1,2}$/.test(word) ? word : word.charAt(0)))
    .join("");
  return `${continent}${short}${number}-az${zonesOf(region).indexOf(zone) + 1}`;
}
