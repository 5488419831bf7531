class User < ApplicationRecord
  has_attached_file :avatar,
    storage: :s3,
    s3_region: "eu-west-1",
    s3_credentials: {
      bucket: "avatars",
      access_key_id: ENV["AVATAR_ID"],
      secret_access_key: ENV["AVATAR_SECRET"]
    }
end
