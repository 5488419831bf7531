export { changeTerraform } from './changeTerraform';
export { planTerraform } from './planTerraform';
export { proveTerraform } from './proveTerraform';
export { isTerraform, readTerraform } from './readTerraform';
export { removeTerraformSecret } from './removeTerraformSecret';
export type { TerraformOptions, TerraformPlan } from './planTerraform';
export type { TerraformPlace, TerraformReading } from './readTerraform';
