import { ObjectAfterRollback } from 'backstage-plugin-irsa-common';
import { readAwsHalf } from '../awsHalf/readAwsHalf';
import { asBefore, differs, ReadAgain } from './ReadAgain';

/** What code has made for a migration, and keeps: the portal deletes none of it, and names it. */
export const byCode: ReadAgain = {
  title: ({ execution }) => `IAM role ${execution.role.name}`,
  async read(context) {
    const { execution } = context;
    const { wasThere } = (await context.memoryOf('await-aws-half')) as {
      wasThere?: { role: boolean; provider: boolean };
    };
    if (execution.awsHalf !== 'code' || !wasThere) {
      return [];
    }
    const { role, provider } = await readAwsHalf(context);
    return [
      compared(byCode.title(context), {
        was: wasThere.role,
        is: role !== undefined,
        made: 'Code has made it, and keeps it: the portal does not delete what code owns. Take it out of the code, with its policy, when no Pod needs it.',
      }),
      ...(execution.podIdentity
        ? []
        : [
            compared(`OpenID Connect provider ${execution.provider.arn}`, {
              was: wasThere.provider,
              is: provider !== undefined,
              made: 'Code has made it, and keeps it. It lets no one in by itself: take it out of the code when no role trusts it.',
            }),
          ]),
    ];
  },
};

function compared(
  object: string,
  { was, is, made }: { was: boolean; is: boolean; made: string },
): ObjectAfterRollback {
  if (is) {
    return was
      ? asBefore(
          object,
          'It was there before, and the portal has not written to it.',
        )
      : differs(object, made);
  }
  return was
    ? differs(object, 'It was there before and is gone.')
    : asBefore(object, 'Code has not made it.');
}
