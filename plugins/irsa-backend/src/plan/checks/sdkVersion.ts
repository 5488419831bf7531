import { answer, PlanCheck } from './PlanCheck';

export const sdkVersion: PlanCheck = ({ world }) => {
  const image = world.workload.image ?? '';
  return answer('sdk', 'F5', {
    state: 'notChecked',
    params: { image },
    message:
      'Which AWS SDK the service is built with is not known. SDKs since the end of 2019 can use a role; Java needs its sts module, .NET AWSSDK.SecurityToken.',
    evidence: image
      ? `Image ${image}; its content is not read.`
      : 'No image is named.',
    fix: 'If the new Pods fail, the migration puts the old state back by itself.',
  });
};
