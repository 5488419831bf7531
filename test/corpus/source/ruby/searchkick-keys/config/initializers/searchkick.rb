Searchkick.aws_credentials = {
  access_key_id: ENV["SEARCH_KEY"],
  secret_access_key: ENV["SEARCH_SECRET"],
  region: "eu-west-1",
}
