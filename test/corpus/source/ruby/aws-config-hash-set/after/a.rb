Aws.config[:region] = 'eu-west-1'
