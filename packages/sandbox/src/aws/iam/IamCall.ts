import { authorise, AccessQuestion } from '../access/authorise';
import { Account } from '../model/Account';
import { EntityMap } from '../model/EntityMap';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { SignedCall } from '../SignedCall';
import { World } from '../World';

export type IamResult = { [name: string]: XmlValue } | undefined;

/** One call of IAM, as its handler gets it. */
export class IamCall {
  constructor(
    readonly world: World,
    readonly call: SignedCall,
    readonly action: string,
    readonly parameters: QueryParameters,
  ) {}

  get account(): Account {
    return this.call.caller.account;
  }

  /** Whether the action changes something. */
  get isWrite(): boolean {
    return !/^(Get|List|Simulate|Generate)/.test(this.action);
  }

  get now(): number {
    return this.world.now();
  }

  /**
   * With `tagAction`, for something that is made with tags: that action is needed, too. Source: Service Authorization Reference of IAM,
   * "Dependent actions".
   *
   * @throws AccessDenied 403 unless the caller may do the action on this resource (`*`, or `role/x`, `policy/y`…)
   */
  authorise(
    resource: string,
    context?: AccessQuestion['context'],
    tagAction?: string,
  ): void {
    this.authoriseAs(this.action, resource, context);
    if (tagAction && Object.keys(this.parameters.tags()).length > 0) {
      this.authoriseAs(tagAction, resource, context);
    }
  }

  private authoriseAs(
    action: string,
    resource: string,
    context?: AccessQuestion['context'],
  ): void {
    authorise({
      ...this.call,
      now: this.now,
      action: `iam:${action}`,
      resource:
        resource === '*' || resource.startsWith('arn:')
          ? resource
          : this.account.arn(resource),
      context,
    });
  }
}

/** The entity of this call. When the call changes it, the present state is kept for readers that see changes later. */
export function take<T extends { name: string }>(
  call: IamCall,
  entities: EntityMap<T>,
  name: string,
): T | undefined {
  const entity = entities.get(name);
  if (entity && call.isWrite) {
    entities.remember(name);
  }
  return entity;
}

export type IamHandler = (call: IamCall) => IamResult;
export type IamHandlers = Record<string, IamHandler>;
