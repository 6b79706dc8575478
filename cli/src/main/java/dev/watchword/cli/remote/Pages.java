package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All pages of a list that answers {@code total_num} and {@code data_list}. */
record Pages(long total, List<JsonNode> rows) {

    private static final int PAGE = 200;

    static Pages of(Api api, String path, Map<String, String> filters) {
        List<JsonNode> rows = new ArrayList<>();
        long total;
        do {
            Map<String, String> query = new LinkedHashMap<>(filters);
            query.put("limit", String.valueOf(PAGE));
            query.put("offset", String.valueOf(rows.size()));
            JsonNode page = api.get(path, query);
            total = page.path("total_num").asLong();
            int before = rows.size();
            page.path("data_list").forEach(rows::add);
            if (rows.size() == before) {
                break;
            }
        } while (rows.size() < total);
        return new Pages(total, rows);
    }

    JsonNode json() {
        ObjectNode json = Api.object();
        json.put("total_num", total);
        ArrayNode list = json.putArray("data_list");
        rows.forEach(list::add);
        return json;
    }
}
