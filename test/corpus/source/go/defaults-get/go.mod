module example.com/proxy

go 1.21

require github.com/aws/aws-sdk-go v1.50.0
