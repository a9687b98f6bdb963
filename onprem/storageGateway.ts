import type { Concern } from "./concern";

/** A Storage Gateway appliance and its NFS clients. */
// https://docs.aws.amazon.com/filegateway/latest/files3/Requirements.html
export const storageGateway: Concern = {
  files: () => [],
  openings: ({ connectivity }) => {
    const appliance = "Storage Gateway appliance";
    const endpoint = `endpoint storagegateway in ${connectivity.vpcCidr}`;
    const clients = `NFS clients in ${connectivity.onPremisesCidrs.join(", ")}`;
    return [
      {
        from: appliance,
        to: endpoint,
        protocol: "TCP",
        ports: "443, 1026-1028, 1031, 2222",
        purpose: "Activation, control and support channel",
      },
      {
        from: appliance,
        to: `endpoint s3 in ${connectivity.vpcCidr}`,
        protocol: "TCP",
        ports: "443",
        purpose: "Files to and from S3",
      },
      {
        from: clients,
        to: appliance,
        protocol: "TCP and UDP",
        ports: "111, 2049, 20048",
        purpose: "NFS",
      },
    ];
  },
};
