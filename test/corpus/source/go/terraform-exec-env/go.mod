module example.com/x

go 1.21

require github.com/hashicorp/terraform-exec v0.21.0
