import type { Cloud } from "../../provider/cloud";
import type { Props, Resource } from "../../provider/store";

const gatewayType = "aws:storagegateway/gateway:Gateway";

/** The gateway that an ARN names. */
export function findGateway(cloud: Cloud, arn: unknown): Resource {
  return cloud.find(gatewayType, arn, "InvalidGatewayRequestException", "gateway");
}

/**
 * What `storagegateway.getLocalDisk` answers: the one disk whose node or path is exactly that
 * (internal/service/storagegateway/local_disk_data_source.go). An appliance has four disks, the first its system's.
 */
export function localDisk(args: Props, cloud: Cloud): Props {
  const { attributes } = findGateway(cloud, args["gatewayArn"]);
  const onEc2 =
    cloud.where("aws:ec2/instance:Instance", "privateIp", attributes["gatewayIpAddress"]).length >
    0;
  const disks = ["b", "c", "d"].map((letter, slot) => ({
    diskId: `pci-0000:03:00.0-scsi-0:0:${slot}:0`,
    diskNode: onEc2 ? `/dev/sd${letter}` : `SCSI (0:${slot + 1})`,
    diskPath: onEc2 ? `/dev/nvme${slot + 1}n1` : `/dev/sd${letter}`,
  }));
  const { diskNode, diskPath } = args;
  const found = disks.find((disk) => disk.diskNode === diskNode || disk.diskPath === diskPath);
  if (!found) {
    const there = disks.map((disk) => `${disk.diskPath} (${disk.diskNode})`).join(", ");
    throw new Error(`no results found for query, try adjusting your search criteria: ${there}`);
  }
  return { id: found.diskId, ...found };
}
