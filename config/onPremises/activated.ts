/** An activation as the stack's last update left it: a part of the output `sites`. */
export interface Activated {
  readonly activationExpires?: string | undefined;
  readonly activationRotation?: string | undefined;
  readonly activationLimit?: number | undefined;
}
