import { itJudges, type Case } from "./cases";
import { SmallNetwork } from "./network";

const database =
  (inputs: Record<string, unknown>): Case["program"] =>
  (program) => {
    program.add("aws:rds/instance:Instance", "db", inputs);
  };

itJudges("disallow-public-database-access", [
  { what: "a private database", program: database({ publiclyAccessible: false }) },
  {
    what: "a database that says nothing: the provider's default is private",
    program: database({}),
  },
  {
    what: "public ones of each kind",
    program: (program) => {
      for (const type of ["rds/instance:Instance", "rds/clusterInstance:ClusterInstance"]) {
        program.add(`aws:${type}`, type, { publiclyAccessible: true });
      }
    },
    rejects: ["rds/instance:Instance", "rds/clusterInstance:ClusterInstance"],
    says: /publiclyAccessible: false/,
  },
  {
    what: "other resources with the property",
    program: (program) =>
      void program.add("aws:mq/broker:Broker", "mq", { publiclyAccessible: true }),
  },
]);

itJudges("configure-rds-multi-az", [
  { what: "a Multi-AZ database", program: database({ multiAz: true }) },
  {
    what: "a single-AZ database",
    program: database({ multiAz: false }),
    rejects: ["db"],
    says: /multiAz: true/,
  },
  { what: "a database that says nothing", program: database({}), rejects: ["db"] },
  { what: "a read replica", program: database({ replicateSourceDb: "db-1" }) },
  {
    what: "an Aurora cluster with two instances, and a Multi-AZ DB cluster",
    program: (program) => {
      const cluster = program.add("aws:rds/cluster:Cluster", "aurora", {});
      for (const name of ["a", "b"]) {
        program.add("aws:rds/clusterInstance:ClusterInstance", name, {
          clusterIdentifier: cluster.id,
        });
      }
      program.add("aws:rds/cluster:Cluster", "multi", { dbClusterInstanceClass: "db.m6gd.large" });
    },
  },
  {
    what: "an Aurora cluster with one instance",
    program: (program) => {
      const cluster = program.add("aws:rds/cluster:Cluster", "aurora", {});
      program.add("aws:rds/clusterInstance:ClusterInstance", "a", {
        clusterIdentifier: cluster.id,
      });
    },
    rejects: ["aurora"],
    says: /has 1 instance: nothing to fail over to/,
  },
]);

itJudges("require-database-customer-key", [
  {
    what: "databases with a key of one's own, even where the key is made in the same stack",
    program: (program) => {
      const key = program.add("aws:kms/key:Key", "key", {});
      for (const type of [
        "rds/instance:Instance",
        "rds/cluster:Cluster",
        "docdb/cluster:Cluster",
      ]) {
        program.add(`aws:${type}`, type, { storageEncrypted: true, kmsKeyId: key.arn });
      }
    },
  },
  {
    what: "a database that says nothing",
    program: database({}),
    rejects: ["db"],
    says: /storageEncrypted: true/,
  },
  { what: "one that says no", program: database({ storageEncrypted: false }), rejects: ["db"] },
  {
    what: "AWS's key",
    program: database({ storageEncrypted: true }),
    rejects: ["db"],
    says: /kmsKeyId: the ARN/,
  },
  {
    what: "AWS's key by its alias",
    program: database({ storageEncrypted: true, kmsKeyId: "alias/aws/rds" }),
    rejects: ["db"],
  },
  {
    what: "a replica, which has its source's key",
    program: database({ replicateSourceDb: "db-1" }),
  },
  {
    what: "other resources that encrypt",
    program: (program) => void program.add("aws:efs/fileSystem:FileSystem", "files", {}),
  },
]);

itJudges("require-private-database-subnets", [
  {
    what: "private and isolated subnets",
    program: (program) => {
      const network = new SmallNetwork(program);
      const nat = network.natGateway("nat", network.publicSubnet("public"));
      const subnets = [
        network.subnet("isolated"),
        network.subnet("private", {}, { natGatewayId: nat.id }),
      ];
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", {
        subnetIds: subnets.map(({ id }) => id),
      });
    },
  },
  {
    what: "a public subnet among them, in each service's kind of group",
    program: (program) => {
      const network = new SmallNetwork(program);
      const subnetIds = [network.subnet("isolated").id, network.publicSubnet("public").id];
      for (const service of ["rds", "docdb", "elasticache"]) {
        program.add(`aws:${service}/subnetGroup:SubnetGroup`, service, { subnetIds });
      }
    },
    rejects: ["rds", "docdb", "elasticache"],
    says: /contains aws\.ec2\.Subnet "public", which aws\.ec2\.Route "public-route" opens.*\n.*subnetIds of/,
  },
  {
    what: "a route to an internet gateway that is not the default one",
    program: (program) => {
      const network = new SmallNetwork(program);
      const subnet = network.subnet(
        "half",
        {},
        {
          destinationCidrBlock: "198.51.100.0/24",
          gatewayId: network.gateway.id,
        },
      );
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: [subnet.id] });
    },
    rejects: ["db"],
  },
  {
    what: "routes inside the route table",
    program: (program) => {
      const network = new SmallNetwork(program);
      const table = program.add("aws:ec2/routeTable:RouteTable", "table", {
        vpcId: network.vpc.id,
        routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: network.gateway.id }],
      });
      const subnet = program.add("aws:ec2/subnet:Subnet", "open", { vpcId: network.vpc.id });
      program.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", {
        subnetId: subnet.id,
        routeTableId: table.id,
      });
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: [subnet.id] });
    },
    rejects: ["db"],
    says: /routes\[\]\.gatewayId of aws\.ec2\.RouteTable "table"/,
  },
  {
    what: "the main route table, for a subnet that is associated with none",
    program: (program) => {
      const network = new SmallNetwork(program);
      const subnet = program.add("aws:ec2/subnet:Subnet", "open", { vpcId: network.vpc.id });
      program.add("aws:ec2/defaultRouteTable:DefaultRouteTable", "main-table", {
        defaultRouteTableId: network.vpc.output("defaultRouteTableId"),
        routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: network.gateway.id }],
      });
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: [subnet.id] });
    },
    rejects: ["db"],
    only: "preview",
  },
  {
    what: "subnets of the default VPC, which AWS makes public",
    program: (program) => {
      const subnet = program.add("aws:ec2/defaultSubnet:DefaultSubnet", "default", {});
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: [subnet.id] });
    },
    rejects: ["db"],
  },
  {
    what: "an internet gateway that is known by its id only",
    program: (program) => {
      const network = new SmallNetwork(program);
      const subnet = network.subnet("open", {}, { gatewayId: "igw-0abc" });
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: [subnet.id] });
    },
    rejects: ["db"],
  },
  {
    what: "a VPN gateway",
    program: (program) => {
      const network = new SmallNetwork(program);
      const vgw = program.add("aws:ec2/vpnGateway:VpnGateway", "vgw", {});
      const subnet = network.subnet("hybrid", {}, { gatewayId: vgw.id });
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: [subnet.id] });
    },
  },
  {
    what: "subnets of another stack",
    program: (program) =>
      void program.add("aws:rds/subnetGroup:SubnetGroup", "db", {
        subnetIds: ["subnet-1", "subnet-2"],
      }),
    unsure: ["db"],
    says: /not sure: .*subnet-1, subnet-2/,
  },
  {
    what: "a remote component's subnets of both kinds, of which the preview names none",
    program: (program) => {
      const remote = program.add("awsx:ec2:Vpc", "remote", {});
      const network = new SmallNetwork(program);
      const open = network.publicSubnet("open");
      const closed = network.subnet("closed");
      Object.assign(open.options, { parent: remote });
      Object.assign(closed.options, { parent: remote });
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", {
        subnetIds: [remote.output("isolatedSubnetIds")],
      });
    },
    unsure: ["db"],
    says: /takes some of 2 subnets, of which aws\.ec2\.Subnet "open" are public/,
    only: "preview",
  },
  {
    what: "a remote component that has public subnets only",
    program: (program) => {
      const remote = program.add("awsx:ec2:Vpc", "remote", {});
      Object.assign(new SmallNetwork(program).publicSubnet("open").options, { parent: remote });
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", {
        subnetIds: [remote.output("isolatedSubnetIds")],
      });
    },
    rejects: ["db"],
    only: "preview",
  },
]);

itJudges("require-database-subnet-zones", [
  {
    what: "two zones",
    program: (program) => {
      const network = new SmallNetwork(program);
      const subnets = [
        network.subnet("a"),
        network.subnet("b", { availabilityZone: "eu-west-1b" }),
      ];
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", {
        subnetIds: subnets.map(({ id }) => id),
      });
    },
  },
  {
    what: "two subnets of one zone",
    program: (program) => {
      const network = new SmallNetwork(program);
      const subnetIds = [network.subnet("a").id, network.subnet("b").id];
      program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds });
    },
    rejects: ["db"],
    says: /one zone only, eu-west-1a/,
  },
  {
    what: "a group that names no subnets",
    program: (program) => void program.add("aws:rds/subnetGroup:SubnetGroup", "db", {}),
    rejects: ["db"],
  },
  {
    what: "subnets of another stack",
    program: (program) =>
      void program.add("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: ["subnet-1"] }),
    unsure: ["db"],
  },
]);
