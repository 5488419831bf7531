export { changeTerraform } from './changeTerraform';
export { isTerraform, planTerraform, proveTerraform } from './planTerraform';
export type { TerraformOptions, TerraformPlan } from './planTerraform';
