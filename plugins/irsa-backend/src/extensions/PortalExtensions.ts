import { SetUp, SetUpProblem } from 'backstage-plugin-irsa-common';
import {
  AccountSupplier,
  AccountSupplierExtensionPoint,
  ChangeHost,
  ChangeHostExtensionPoint,
  ClusterSupplier,
  ClusterSupplierExtensionPoint,
  CustomPlanCheck,
  CustomResourceRule,
  DetectorRuleExtensionPoint,
  OwnershipRule,
  OwnershipRuleExtensionPoint,
  PlanCheckExtensionPoint,
  readCatalogue,
} from 'backstage-plugin-irsa-node';

type ExtensionKind = SetUp['extensions'][number]['kind'];

const CHECK_ID = /^[a-z][a-z0-9-]{0,40}$/;

/**
 * What modules of the portal add to the plugin. One that is wrong is left out and told on the set-up page: a module that
 * throws would take the portal down.
 */
export class PortalExtensions
  implements
    AccountSupplierExtensionPoint,
    ChangeHostExtensionPoint,
    ClusterSupplierExtensionPoint,
    DetectorRuleExtensionPoint,
    OwnershipRuleExtensionPoint,
    PlanCheckExtensionPoint
{
  readonly clusterSuppliers: ClusterSupplier[] = [];
  readonly accountSuppliers: AccountSupplier[] = [];
  readonly detectorRules: CustomResourceRule[] = [];
  readonly planChecks: CustomPlanCheck[] = [];
  readonly ownershipRules: OwnershipRule[] = [];
  readonly changeHosts: ChangeHost[] = [];
  readonly problems: SetUpProblem[] = [];
  private readonly names: SetUp['extensions'] = [];

  addClusterSupplier(supplier: ClusterSupplier): void {
    this.add('clusterSupplier', supplier.name, () =>
      this.clusterSuppliers.push(supplier),
    );
  }

  addAccountSupplier(supplier: AccountSupplier): void {
    this.add('accountSupplier', supplier.name, () =>
      this.accountSuppliers.push(supplier),
    );
  }

  addDetectorRule(rule: CustomResourceRule): void {
    this.add('detectorRule', String(rule?.software), () =>
      this.detectorRules.push(...readCatalogue([rule])),
    );
  }

  addPlanCheck(check: CustomPlanCheck): void {
    this.add('check', check.id, () => {
      if (!CHECK_ID.test(check.id)) {
        throw new Error('its id is not lower case letters, digits and hyphens');
      }
      this.planChecks.push(check);
    });
  }

  addOwnershipRule(rule: OwnershipRule): void {
    this.add('ownershipRule', rule.name, () => this.ownershipRules.push(rule));
  }

  addChangeHost(host: ChangeHost): void {
    this.add('changeHost', String(host?.name), () => {
      if (!host.name) {
        throw new Error('it has no name');
      }
      if (typeof host.repository !== 'function') {
        throw new Error('it has no function `repository`');
      }
      this.changeHosts.push(host);
    });
  }

  /** What is used, for the set-up page. */
  list(): SetUp['extensions'] {
    return this.names;
  }

  private add(kind: ExtensionKind, name: string, take: () => void): void {
    try {
      // Two rules for the same software are nothing unusual.
      const isTaken =
        kind !== 'detectorRule' &&
        this.names.some(each => each.kind === kind && each.name === name);
      if (isTaken) {
        throw new Error('another one has the same name already');
      }
      take();
      this.names.push({ kind, name });
    } catch (error) {
      this.problems.push({
        area: 'extensions',
        severity: 'warning',
        key: name,
        message: `A module of the portal adds '${name}' (${kind}), which is left out: ${
          (error as Error).message
        }`,
        since: new Date().toISOString(),
      });
    }
  }
}
