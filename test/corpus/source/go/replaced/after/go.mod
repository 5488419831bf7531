module example.com/svc

go 1.21

require github.com/aws/aws-sdk-go v1.55.5

replace github.com/aws/aws-sdk-go => github.com/aws/aws-sdk-go v1.23.13
