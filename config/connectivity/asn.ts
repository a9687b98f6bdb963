import { z } from "zod";

/** ASNs that Amazon itself uses or used to speak with customers, and those that nobody may use. */
// https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html, RFC 7607, RFC 6793, RFC 7300
const AMAZON_ASNS = [7224, 9059, 10124, 16509, 17943];
const RESERVED_ASNS = [0, 23456, 65535, 4294967295];

/** ASNs that anyone may use privately, in 16 and in 32 bits. */
function isPrivateAsn(asn: number): boolean {
  return (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);
}

/** A whole number that `complain` validates: undefined when valid, else the rest of a sentence. */
export function wholeNumber(complain: (value: number) => string | undefined) {
  return z.int().superRefine((value, context) => {
    const complaint = complain(value);
    if (complaint !== undefined) {
      context.addIssue({ code: "custom", message: `${value} ${complaint}` });
    }
  });
}

/** AWS's side: private ASNs only. */
export function amazonSideAsn() {
  return wholeNumber((asn) =>
    isPrivateAsn(asn)
      ? undefined
      : "is not a private ASN (64512 to 65534, or 4200000000 to 4294967294)",
  ).meta({ allowed: "64512 to 65534, or 4200000000 to 4294967294" });
}

/** The data centre's side: private, or public when the company owns it. */
export function customerSideAsn() {
  return wholeNumber((asn) => {
    if (AMAZON_ASNS.includes(asn)) {
      return "is Amazon's own ASN; use the data centre's";
    }
    if (RESERVED_ASNS.includes(asn)) {
      return "is an ASN that nobody may use";
    }
    return asn >= 1 && asn <= 4294967294 ? undefined : "is not an ASN (1 to 4294967294)";
  }).meta({ allowed: "1 to 4294967294, apart from Amazon's own and reserved ones" });
}
