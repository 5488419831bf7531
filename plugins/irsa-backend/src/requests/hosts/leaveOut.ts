import { ChangeHostError } from 'backstage-plugin-irsa-node';

const LEFT_OUT = ['forbidden', 'notFound', 'invalid'];

/** Labels and reviewers are a courtesy: where the host refuses them, the request stands without. */
export async function leaveOut(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ChangeHostError) || !LEFT_OUT.includes(error.kind)) {
      throw error;
    }
  }
}
