import {
  ContextLookup,
  ContextValues,
  Decision,
  evaluateRequest,
  evaluateStatements,
  MatchedStatement,
  NamedPolicy,
  RequestContext,
  Statement,
  toArray,
  variableKeys,
} from 'backstage-plugin-irsa-common';
import { SimulatedPolicy } from './simulatedPolicies';
import { Span, statementPositions } from './statementPositions';

export interface MatchedSource extends Partial<Span> {
  SourcePolicyId: string;
  SourcePolicyType: 'IAM Policy' | 'Resource Policy';
}

/** The result for one action on one resource. */
export interface SimulatedDecision {
  decision: Decision;
  matched: MatchedSource[];
  missing: string[];
  /** Absent when there is no boundary. */
  allowedByBoundary?: boolean;
}

/** Decides actions on resources for given policies and a caller. */
export class Simulation {
  private readonly named: {
    identity: NamedPolicy[];
    boundary?: NamedPolicy;
    resource: NamedPolicy[];
  };
  private readonly spans: Span[][];

  /** All statements that can match. The evaluator names a statement by its index in this list. */
  private readonly sources: SimulatedPolicy[];

  constructor(
    private readonly options: {
      identity: SimulatedPolicy[];
      boundary?: SimulatedPolicy;
      resourcePolicy?: SimulatedPolicy;
      callerArn: string;
      context: ContextValues;
      crossAccount: boolean;
    },
  ) {
    const { identity, boundary, resourcePolicy } = options;
    this.sources = [...identity, ...(resourcePolicy ? [resourcePolicy] : [])];
    this.spans = this.sources.map(({ text }) => statementPositions(text));
    const named = this.sources.map(({ document }, index) => ({
      name: String(index),
      document,
    }));
    this.named = {
      identity: named.slice(0, identity.length),
      resource: named.slice(identity.length),
      ...(boundary && {
        boundary: { name: 'boundary', document: boundary.document },
      }),
    };
  }

  decide(action: string, resource: string): SimulatedDecision {
    const { identity, boundary, resource: resourcePolicies } = this.named;
    const request = this.request(action, resource);
    const { decision, matched } = evaluateRequest({
      identity,
      boundary,
      resourcePolicies,
      crossAccount: this.options.crossAccount,
      request,
    });
    return {
      decision,
      matched: matched.flatMap(item => this.sourceOf(item) ?? []),
      missing: this.missing(request),
      ...(boundary && {
        allowedByBoundary:
          evaluateRequest({ identity: [boundary], request }).decision ===
          'allowed',
      }),
    };
  }

  private request(action: string, resource: string): RequestContext {
    const { callerArn, context } = this.options;
    return {
      principal: { type: 'AWS', value: callerArn },
      action,
      resource,
      context: {
        'aws:PrincipalArn': callerArn,
        'aws:PrincipalAccount': callerArn.split(':')[4],
        ...(callerArn.includes(':user/') && {
          'aws:username': callerArn.split('/').pop()!,
        }),
        ...context,
      },
    };
  }

  /** Undefined for the boundary: only identity and resource policies are reported. */
  private sourceOf({
    policy,
    index,
  }: MatchedStatement): MatchedSource | undefined {
    const place = Number(policy);
    const source = this.sources[place];
    return (
      source && {
        SourcePolicyId: source.id,
        SourcePolicyType:
          source === this.options.resourcePolicy
            ? 'Resource Policy'
            : 'IAM Policy',
        ...this.spans[place][index],
      }
    );
  }

  /** Keys that conditions and variables of the statements about this action read, and that the request does not carry. */
  private missing(request: RequestContext): string[] {
    const given = new ContextLookup(request.context);
    const policies = [...this.named.identity, ...this.named.resource];
    const keys = evaluateStatements(
      policies.map(withoutConditions),
      request,
    ).flatMap(({ policy, index }) =>
      keysOf(this.sources[Number(policy)].document.Statement[index]),
    );
    return [...new Set(keys)].filter(key => given.values(key) === undefined);
  }
}

function withoutConditions({ name, document }: NamedPolicy): NamedPolicy {
  return {
    name,
    document: {
      ...document,
      Statement: document.Statement.map(({ Condition: _, ...rest }) => rest),
    },
  };
}

function keysOf({ Condition, Resource, NotResource }: Statement): string[] {
  const blocks = Object.values(Condition ?? {});
  const texts = [
    ...toArray(Resource),
    ...toArray(NotResource),
    ...blocks.flatMap(block =>
      Object.values(block).flatMap(values => toArray(values).map(String)),
    ),
  ];
  return [
    ...blocks.flatMap(block => Object.keys(block)),
    ...texts.flatMap(variableKeys),
  ];
}
