class KeySerializer < ActiveModel::Serializer
  attributes :id, :access_key_id
  attribute :created
end
