import { formatPath, type Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

export const asnsDiffer: ConfigRule = {
  summary:
    "The ASNs of hub, Direct Connect gateway and data centre in `landbridge:connectivity` all differ.",
  check: ({ connectivity }) => {
    const sides: { path: string[]; asn: number | undefined }[] = [
      { path: ["connectivity", "amazonSideAsn"], asn: connectivity?.amazonSideAsn },
      {
        path: ["connectivity", "directConnect", "gateway", "amazonSideAsn"],
        asn: connectivity?.directConnect?.gateway?.amazonSideAsn,
      },
      { path: ["connectivity", "customerSideAsn"], asn: connectivity?.customerSideAsn },
    ];
    const known = sides.filter(({ asn }) => asn !== undefined);
    return known.flatMap(({ path, asn }, index): Problem[] => {
      const earlier = known.slice(0, index).find((side) => side.asn === asn);
      return earlier
        ? [
            {
              path,
              text: `${asn} is the ASN of ${formatPath(earlier.path)} as well; BGP needs three different ones`,
            },
          ]
        : [];
    });
  },
};
