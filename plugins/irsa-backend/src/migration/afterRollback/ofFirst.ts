import { firstContext } from '../model/firstContext';
import { firstHalf } from '../model/firstHalf';
import { policy } from './policy';
import { ReadAgain } from './ReadAgain';
import { role } from './role';

/** What was touched of the role that an association names first, in the cluster's account. */
export const firstRole = ofFirst(role);
export const firstPolicy = ofFirst(policy);

function ofFirst(one: ReadAgain): ReadAgain {
  return {
    title: context => one.title(firstContext(context)),
    read: async context =>
      firstHalf(context.execution) ? one.read(firstContext(context)) : [],
  };
}
