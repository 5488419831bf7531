/**
 * The domain of the services of AWS in a region. Source: AWS General Reference, "AWS service endpoints"; "Endpoints and ARNs for AWS
 * services in China".
 */
export function awsDomain(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}
