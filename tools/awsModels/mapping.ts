/**
 * Which of AWS's models describes a type of `@pulumi/aws`: a CloudFormation resource type
 * (`AWS::EC2::VPC`), an API operation's input (`ssm:CreateActivation`), or a part of one after `/`.
 * The first that knows a fact about a property gives it.
 */
export interface Mapping {
  readonly models: readonly string[];
  /**
   * Properties that are named differently: Pulumi's path and the model's, each from its root.
   * null: the model's property of that name is something else.
   */
  readonly renames?: Readonly<Record<string, string | null>>;
  /** Properties that hold the model's structure as a document in JSON. */
  readonly json?: readonly string[];
}

/** A type that no model describes, and why. */
export interface NoModel {
  readonly none: string;
}

/** What describes each type, by type token. */
export type Mappings = Readonly<Record<string, Mapping | NoModel>>;
