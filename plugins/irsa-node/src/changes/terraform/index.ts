export { changeTerraform } from './changeTerraform';
export { isTerraform, planTerraform } from './planTerraform';
export { proveTerraform } from './proveTerraform';
export { removeTerraformSecret } from './removeTerraformSecret';
export type { TerraformOptions, TerraformPlan } from './planTerraform';
