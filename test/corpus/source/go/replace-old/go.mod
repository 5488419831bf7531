module example.com/files

go 1.20

require github.com/aws/aws-sdk-go v1.50.0

replace github.com/aws/aws-sdk-go => github.com/aws/aws-sdk-go v1.20.0
