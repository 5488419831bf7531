module example.com/files

go 1.22

require github.com/aws/aws-sdk-go v1.50.0
