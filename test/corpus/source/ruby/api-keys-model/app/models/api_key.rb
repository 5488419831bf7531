class ApiKey < ApplicationRecord
  validates :access_key, presence: true
  before_create { self.access_key = SecureRandom.hex(16) }

  def archive
    Aws::S3::Resource.new.bucket("keys").object(access_key).put(body: to_json)
  end
end
