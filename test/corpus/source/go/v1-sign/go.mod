module x.com/y

require github.com/aws/aws-sdk-go v1.50.0
