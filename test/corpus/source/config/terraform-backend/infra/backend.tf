terraform {
  backend "s3" {
    bucket     = "state"
    access_key = "made-up"
    secret_key = "made-up"
  }
}
