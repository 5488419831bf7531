module example.com/svc

go 1.13

require github.com/aws/aws-sdk-go v1.20.0 // indirect
